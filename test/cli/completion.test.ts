import { execFileSync } from 'node:child_process';
import { COMMAND_LINES } from '@keyless/cli';
import { RULE_IDS } from '@keyless/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, type Workspace } from './run-cli.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});
afterAll(() => workspace.dispose());

async function script(shell: string): Promise<string> {
  const { code, stdout, stderr } = await workspace.run(['completion', shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe.each(['bash', 'zsh', 'fish', 'powershell'])('keyless completion %s', (shell) => {
  it('knows every command, option and choice', async () => {
    const text = await script(shell);
    for (const { name, options, operands } of COMMAND_LINES) {
      expect(text).toContain(name);
      for (const [option, { choices = [] }] of Object.entries(options)) {
        expect(text).toContain(shell === 'fish' ? `-l ${option} ` : `--${option}`);
        for (const choice of choices) expect(text).toContain(choice);
      }
      for (const choice of operands?.choices ?? []) expect(text).toContain(choice);
    }
    for (const id of RULE_IDS) expect(text).toContain(id);
  });
});

describe('keyless completion', () => {
  it('says 2 for another shell', async () => {
    expect(await workspace.run(['completion', 'tcsh'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'keyless: completion takes one of bash, zsh, fish, powershell. See keyless --help.\n',
    });
  });
});

/** Words as bash parts them: an equals sign is one of its own. */
const TYPED: readonly (readonly [readonly string[], string])[] = [
  [['keyless', 'ch'], 'check'],
  [['keyless', '--v'], '--version'],
  [['keyless', 'check', '--fo'], '--format'],
  [['keyless', 'check', '--format', ''], 'text json sarif github'],
  [['keyless', 'check', '--format', '=', 's'], 'sarif'],
  [['keyless', 'check', '--format', '='], 'text json sarif github'],
  [['keyless', 'check', '--fix', '='], 'safe review'],
  [['keyless', 'check', '--fix', ''], ''],
  [['keyless', 'check', '--fail-on', 'w'], 'warning'],
  [['keyless', 'check', '--rule', 'static-session-k'], 'static-session-key'],
  [['keyless', 'check', 'sr'], ''],
  [['keyless', 'explain-rule', 'quoted'], 'quoted-value'],
  [['keyless', 'completion', 'p'], 'powershell'],
  [['keyless', 'profiles', '--config', ''], ''],
  [['keyless', 'nonsense', ''], ''],
];

describe.skipIf(process.platform === 'win32')('bash', () => {
  it.each(TYPED)('completes %j with %j', async (words, expected) => {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const call = `COMP_WORDS=(${quoted}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _keyless; echo "\${COMPREPLY[*]}"`;
    const out = execFileSync('bash', ['--norc', '-c', `${await script('bash')}\n${call}`], {
      encoding: 'utf8',
    });
    expect(out).toBe(`${expected}\n`);
  });
});
