import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_LINES, helpText } from '@keyless/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, type Workspace } from './run-cli.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});
afterAll(() => workspace.dispose());

describe('keyless', () => {
  it.each([['--help'], ['-h'], ['--help', '--version']])('prints its commands for %s %s', async (...argv) => {
    const given = argv.filter((one): one is string => typeof one === 'string');
    const { code, stdout, stderr } = await workspace.run(given);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(helpText().startsWith(stdout)).toBe(true);
    for (const { name, summary } of COMMAND_LINES)
      expect(stdout).toMatch(new RegExp(`^  ${name} +${summary}$`, 'mu'));
  });

  it.each(COMMAND_LINES)(
    'prints the options of $name for --help behind it',
    async ({ name, usage, options }) => {
      const { code, stdout, stderr } = await workspace.run([name, '--help', '--version']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.split('\n')[0]).toBe(usage);
      expect(helpText()).toContain(stdout);
      for (const option of Object.keys(options))
        expect(stdout).toMatch(new RegExp(`^  (?:-\\w, )?--${option}\\b`, 'mu'));
      expect(await workspace.run([name, '-h'])).toEqual({ code, stdout, stderr });
    },
  );

  it.each([['--version'], ['-V'], ['check', '-V']])('prints its version for %s %s', async (...argv) => {
    const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { readonly version: string };
    const given = argv.filter((one): one is string => typeof one === 'string');
    expect(await workspace.run(given)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  const wrong: readonly (readonly [readonly string[], string])[] = [
    [[], 'A command is missing'],
    [['chek'], 'There is no command "chek"'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['check', '--nonsense=wJalrXUtnFEMI'], "Unknown option '--nonsense'"],
    [['check', '--format', 'xml'], '--format is one of text, json, sarif, github'],
    [['check', '--format'], "Option '--format <value>' argument missing"],
    [['check', '--fix=yes'], '--fix is one of safe, review'],
    [['check', '--fail-on', 'fatal'], '--fail-on is one of error, warning, info, hint'],
    [
      ['check', '--max-session-duration', '899'],
      '--max-session-duration is a whole number from 900 to 43200',
    ],
    [
      ['check', '--max-session-duration', '1e4'],
      '--max-session-duration is a whole number from 900 to 43200',
    ],
    [['check', '--max-session-duration', '-5'], "Option '--max-session-duration' argument is ambiguous"],
    [['check', ''], 'A path is empty'],
    [['check', '--severity', 'loud'], '--severity is one of error, warning, info, hint'],
    [['check', '--color', 'red'], '--color is one of auto, always, never'],
    [['check', '--suppressed', 'no'], '--suppressed is one of include, omit'],
    [['check', '--fix=review'], '--fix=review needs --rule: such fixes are applied one rule at a time'],
    [['check', '--diff', '--format', 'json'], '--diff goes with --format text'],
    [['check', '-'], '- needs --stdin-filename: a name tells what a text is'],
    [['check', '-', 'a', '--stdin-filename', 'x'], '- stands alone: nothing else is judged with it'],
    [['check', '--stdin-filename', 'x'], '--stdin-filename goes with - for PATH'],
    [
      ['check', '-', '--fix', '--stdin-filename', 'x'],
      '--fix needs a file to write to: with - for PATH use --diff',
    ],
    [['profiles', '--origins'], '--origins goes with --json: without it they are always shown'],
    [['rules', 'x'], 'rules takes no names: use explain-rule'],
    [['explain-rule'], 'explain-rule needs the id of a rule'],
    [['explain-rule', 'a', 'b'], 'explain-rule takes one rule'],
    [['profiles', '--json', '--as', 'go'], '--as is one of cli, js'],
    [['profiles', '--json', 'x'], 'profiles takes no paths: use --config and --credentials'],
    [['profiles', '--json', '--config', ''], 'A path is empty'],
  ];
  it.each(wrong)('says 2 for %j', async (argv, problem) => {
    expect(await workspace.run(argv)).toEqual({
      code: 2,
      stdout: '',
      stderr: `keyless: ${problem}. See keyless --help.\n`,
    });
  });

  it('takes paths that look like options behind --', async () => {
    const { code, stderr } = await workspace.run(['check', '--', '--fix']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'keyless: --fix does not exist\n' });
  });

  it('fits its help into a terminal of 80 columns', () => {
    expect(
      Math.max(
        ...helpText()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });
});
