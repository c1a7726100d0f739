import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { helpText } from '@keyless/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, type Workspace } from './run-cli.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});
afterAll(() => workspace.dispose());

describe('keyless', () => {
  it.each([['--help'], ['-h'], ['check', '--help'], ['profiles', '-h'], ['--help', '--version']])(
    'prints its help for %s %s',
    async (...argv) => {
      const given = argv.filter((one): one is string => typeof one === 'string');
      expect(await workspace.run(given)).toEqual({ code: 0, stdout: helpText(), stderr: '' });
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
    [['check', '--format', 'xml'], '--format is text or json'],
    [['check', '--format'], "Option '--format <value>' argument missing"],
    [['check', '--fix=yes'], "Option '--fix' does not take an argument"],
    [['check', '--fail-on', 'fatal'], '--fail-on is one of error, warning, info, hint'],
    [
      ['check', '--max-session-duration', '899'],
      '--max-session-duration is a whole number from 900 to 43200',
    ],
    [
      ['check', '--max-session-duration', '1e4'],
      '--max-session-duration is a whole number from 900 to 43200',
    ],
    [['check', ''], 'A path is empty'],
    [['profiles'], 'profiles needs --json, its only form of output'],
    [['profiles', '--json', '--as', 'go'], '--as is cli or js'],
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
