import { execFileSync } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const STARTER = `
  import { ownTuning, startProgram } from '@keyless/files/code-cache';
  const { word } = startProgram(
    { name: 'demo', hash: HASH },
    { from: __filename, isUsual: true, tuning: ownTuning({ patience: 3 }) },
  );
  console.log(word());`;

/** A program that may be told to run for so long, and then runs more of itself. */
const WAIT = `
  const end = performance.now() + Number(process.env.DEMO_MS ?? 0);
  let more = (by) => by + 1;
  while (performance.now() < end) more(1);`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyless-code-'));
  // Two programs whose texts are of one length: V8 itself cannot tell the code of one from that of the other.
  await makeProgram('ours', 'ours', 'a0');
  await makeProgram('evil', 'evil', 'a0');
  await makeProgram('next', 'ours', 'b1');
  await makeProgram('changing', 'ours', '');
});
afterAll(() => rm(folder, { recursive: true }));

let home: string;
let cache: string;
beforeEach(async () => {
  home = await mkdtemp(join(folder, 'home-'));
  cache = join(home, '.cache/keyless');
  await mkdir(join(home, '.cache'));
});

async function makeProgram(name: string, word: string, hash: string): Promise<void> {
  await build({
    stdin: { contents: STARTER, resolveDir: join(import.meta.dirname, '../../cli/src') },
    outfile: join(folder, name, 'demo.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['source'],
    define: { HASH: JSON.stringify(hash) },
    logLevel: 'error',
  });
  await writeFile(join(folder, name, 'demo.main.js'), `exports.word = () => { ${WAIT} return "${word}"; };`);
}

/** What a program says, in its user's home. */
function run(name: string, env: Readonly<Record<string, string>> = {}): string {
  const args = [join(folder, name, 'demo.js')];
  const around = { PATH: process.env['PATH'], HOME: home, LOCALAPPDATA: join(home, '.cache'), ...env };
  return execFileSync(process.execPath, args, { cwd: home, env: around, encoding: 'utf8' }).trim();
}

/** The one file with code. */
async function kept(): Promise<string> {
  const [only = '', ...others] = await readdir(cache);
  expect(others).toEqual([]);
  return join(cache, only);
}

/** Puts code of the other program where ours looks for its own, with the right modes. */
async function plant(): Promise<string> {
  expect(run('evil')).toBe('evil');
  return kept();
}

/** macOS has its caches elsewhere, and Windows no modes. */
describe.runIf(process.platform === 'linux')('compiled code that is kept', () => {
  it('is kept for its owner alone, once', async () => {
    expect(run('ours')).toBe('ours');
    const modes = [await stat(cache), await stat(await kept())].map(({ mode }) => mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
    const { mtimeMs } = await stat(await kept());
    expect(run('ours')).toBe('ours');
    expect((await stat(await kept())).mtimeMs).toBe(mtimeMs);
  });

  it('is run without being compared with the text, which is why so much care is taken', async () => {
    await plant();
    expect(run('ours')).toBe('evil');
  });

  it('is not run where somebody else could have written the file', async () => {
    await chmod(await plant(), 0o666);
    expect(run('ours')).toBe('ours');
  });

  it('is not run where somebody else could have put the file there', async () => {
    await plant();
    await chmod(cache, 0o777);
    expect(run('ours')).toBe('ours');
  });

  it.runIf(process.getuid?.() === 0)('is not run where it is another user’s', async () => {
    await chown(await plant(), 1, 1);
    expect(run('ours')).toBe('ours');
  });

  it('is not run through links', async () => {
    const file = await plant();
    await rename(file, join(home, 'elsewhere'));
    await symlink(join(home, 'elsewhere'), file);
    expect(run('ours')).toBe('ours');
    await rm(cache, { recursive: true });
    await plant();
    await rename(cache, join(home, 'folder'));
    await symlink(join(home, 'folder'), cache);
    expect(run('ours')).toBe('ours');
  });

  it('is not run from within a repository, which could have brought it', async () => {
    await plant();
    await mkdir(join(home, '.git'));
    expect(run('ours')).toBe('ours');
    expect(run('ours', { XDG_CACHE_HOME: join(home, '.cache') })).toBe('ours');
  });

  it('is not looked for by a relative path', async () => {
    expect(run('ours', { XDG_CACHE_HOME: 'named' })).toBe('ours');
    expect(await readdir(cache)).toHaveLength(1);
  });

  it.each(['CI', 'NODE_DISABLE_COMPILE_CACHE'])('is neither run nor kept with %s', async (variable) => {
    await plant();
    expect(run('ours', { [variable]: '1' })).toBe('ours');
    await rm(cache, { recursive: true });
    expect(run('ours', { [variable]: '1' })).toBe('ours');
    expect(await readdir(join(home, '.cache'))).toEqual([]);
  });

  it('is not run where a bit has changed or the end is missing, and is mended', async () => {
    expect(run('ours')).toBe('ours');
    const file = await kept();
    const good = await readFile(file);
    const changed = Buffer.from(good);
    const at = changed.indexOf('ours');
    expect(at).toBeGreaterThan(0);
    changed.write('evil', at);
    for (const bad of [changed, good.subarray(0, good.length / 2), Buffer.alloc(0), Buffer.from('x')]) {
      await writeFile(file, bad);
      expect(run('ours')).toBe('ours');
      expect((await readFile(file)).length).toBeGreaterThan(100);
      expect(run('ours')).toBe('ours');
    }
  });

  it('of a short run is replaced by that of a long one, once', async () => {
    run('ours');
    const short = await readFile(await kept());
    run('ours');
    expect(await readFile(await kept())).toEqual(short);
    run('ours', { DEMO_MS: '600' });
    const long = await readFile(await kept());
    expect(long.length).toBeGreaterThan(short.length);
    const { mtimeMs } = await stat(await kept());
    run('ours', { DEMO_MS: '600' });
    run('ours');
    expect((await stat(await kept())).mtimeMs).toBe(mtimeMs);
  });

  it('makes room for that of the next build, and leaves what other versions of V8 have made', async () => {
    run('ours');
    await writeFile(join(cache, 'other-c2-1-x64.bin'), '');
    await writeFile(join(cache, 'demo-b1-1-x64.bin'), '');
    expect(run('next')).toBe('ours');
    const names = await readdir(cache);
    expect(names).toHaveLength(3);
    expect(names.filter((name) => name.startsWith('demo-a0'))).toEqual([]);
  });

  it('is not kept of a text that still changes, nor where there is no folder for such things', async () => {
    expect(run('changing')).toBe('ours');
    expect(await readdir(join(home, '.cache'))).toEqual([]);
    await rm(join(home, '.cache'), { recursive: true });
    expect(run('ours')).toBe('ours');
    expect(await readdir(home)).toEqual([]);
  });

  it('is kept where the environment says', async () => {
    await mkdir(join(home, 'named'));
    expect(run('ours', { XDG_CACHE_HOME: join(home, 'named') })).toBe('ours');
    expect(await readdir(join(home, 'named'))).toEqual(['keyless']);
  });
});
