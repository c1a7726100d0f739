import { chmod, lstat, open, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeFileSystem } from '@keyless/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReport } from './report-shape.ts';
import { readSarif } from './sarif-shape.ts';
import { createWorkspace, type Workspace } from './run-cli.ts';
import { brokenRule, reviewRule, safeRule } from './test-rules.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
});
afterEach(() => workspace.dispose());

const rules = [safeRule, reviewRule];
const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

describe('keyless check --fix', () => {
  it('applies safe fixes, holds the others back, and reports what is left', async () => {
    const path = await workspace.write('.env', 'A=old\nB=mine\nC=old\n');
    const { code, stdout } = await workspace.run(['check', '--fix', '--format=json'], { rules });
    expect(await readFile(path, 'utf8')).toBe('A=new\nB=mine\nC=new\n');
    expect(code).toBe(1);
    expect(readReport(stdout)).toMatchObject({
      findings: [{ ruleId: 'review-rule', line: 2 }],
      summary: { fixed: 2, fixable: 0, heldBack: 1 },
    });
  });

  it('says so in the text, and 0 when nothing is left', async () => {
    await workspace.write('.env', 'A=old\n');
    const first = await workspace.run(['check', '--fix'], { rules });
    expect(first).toEqual({ code: 0, stdout: 'No problems in 1 file.\n1 fix applied.\n', stderr: '' });
    const again = await workspace.run(['check', '--fix'], { rules });
    expect(again).toEqual({ code: 0, stdout: 'No problems in 1 file.\n', stderr: '' });
  });

  it('keeps byte order mark, line endings, mode and a missing last line ending', async () => {
    const path = await workspace.write('.env', '\uFEFFA=old\r\n# é😀\r\nB=old\rC=1\nD=old');
    await chmod(path, 0o640);
    await workspace.run(['check', '--fix'], { rules });
    expect(await readFile(path, 'utf8')).toBe('\uFEFFA=new\r\n# é😀\r\nB=new\rC=1\nD=new');
    expect((await stat(path)).mode & 0o7777).toBe(0o640);
  });

  it('mends the target of a link and leaves the link', async () => {
    await workspace.write('real/settings', 'A=old\n');
    const link = join(workspace.folder, '.env');
    await symlink('real/settings', link);
    await workspace.run(['check', '--fix', '.env'], { rules });
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(join(workspace.folder, 'real/settings'), 'utf8')).toBe('A=new\n');
  });

  it('touches no file without a safe fix', async () => {
    const path = await workspace.write('.env', 'B=mine\n');
    const before = await stat(path);
    await workspace.run(['check', '--fix'], { rules });
    expect(await stat(path)).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino });
  });

  it('writes nothing without being asked', async () => {
    const path = await workspace.write('.env', 'A=old\n');
    await workspace.run(['check'], { rules });
    expect(await readFile(path, 'utf8')).toBe('A=old\n');
  });

  it('does not write a file that it could not read in full', async () => {
    const bytes = Buffer.from([...Buffer.from('A=old\nB='), 0xff, 0x0a]);
    const path = await workspace.write('.env', bytes);
    const { code, stderr } = await workspace.run(['check', '--fix'], { rules });
    expect(await readFile(path)).toEqual(bytes);
    expect(stderr).toBe('keyless: .env is not fixed, because it is not valid UTF-8\n');
    expect(code).toBe(1);
  });

  it('mends what it can when a rule throws', async () => {
    const path = await workspace.write('.env', 'A=old\n');
    const { code } = await workspace.run(['check', '--fix'], { rules: [brokenRule, safeRule] });
    expect(code).toBe(3);
    expect(await readFile(path, 'utf8')).toBe('A=new\n');
  });

  it('offers and counts no fix of a file that it would not fix', async () => {
    await workspace.write('.env', Buffer.from('A=old # \xff\n', 'latin1'));
    expect((await workspace.run(['check'], { rules })).stdout).not.toContain('fix');
    const { stdout } = await workspace.run(['check', '--format=json'], { rules });
    expect(readReport(stdout)).toMatchObject({
      findings: [{ ruleId: 'safe-rule', fixes: [] }],
      summary: { fixable: 0, heldBack: 0 },
    });
    const sarif = await workspace.run(['check', '--format=sarif'], { rules });
    expect(readSarif(sarif.stdout).runs[0].results[0]).not.toHaveProperty('fixes');
  });

  it.each([
    ['ENOSPC', 'no space left on the device'],
    ['EROFS', 'the file system is read-only'],
    ['EXDEV', 'EXDEV'],
  ])('says 3 where writing fails with %s, keeps the file and reports its findings', async (code, reason) => {
    const path = await workspace.write('.env', 'A=old\n');
    const fs = { ...nodeFileSystem, rename: failing(code) };
    const result = await workspace.run(['check', '--fix', '--format=json'], { rules, fs });
    expect(result).toMatchObject({ code: 3, stderr: `keyless: .env cannot be written: ${reason}\n` });
    expect(readReport(result.stdout)).toMatchObject({
      findings: [{ ruleId: 'safe-rule' }],
      summary: { fixed: 0 },
    });
    expect(await readFile(path, 'utf8')).toBe('A=old\n');
  });

  it('does not undo what somebody writes meanwhile', async () => {
    const path = await workspace.write('.env', 'A=old\n');
    const fs = {
      ...nodeFileSystem,
      open: async (...args: Parameters<typeof open>) => {
        if (args[1] === 'wx') await writeFile(path, 'A=somebody\n');
        return open(...args);
      },
      rename,
    };
    const result = await workspace.run(['check', '--fix'], { rules, fs });
    expect(result).toMatchObject({
      code: 3,
      stderr: 'keyless: .env cannot be written: it has changed since it was read\n',
    });
    expect(await readFile(path, 'utf8')).toBe('A=somebody\n');
  });
});
