import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommandLine } from './command-line.ts';

describe('splitCommandLine', () => {
  it.each([
    ['/opt/tool --user me', ['/opt/tool', '--user', 'me']],
    [`'/opt/my tool/x' "a b" c\\ d`, ['/opt/my tool/x', 'a b', 'c d']],
    [`sh -c 'echo "$HOME" | cat'`, ['sh', '-c', 'echo "$HOME" | cat']],
    [`echo $'a\\nb' ~/x`, ['echo', '$a\\nb', '~/x']],
    [`'a\\"b'""`, ['a\\"b']],
    ['', []],
  ])('splits %s as Python does', (command, words) => {
    expect(splitCommandLine(command, 'linux')).toEqual(words);
  });

  it.each([`echo 'open`, 'echo "open', 'echo \\'])('refuses %s', (command) => {
    expect(splitCommandLine(command, 'linux')).toBeUndefined();
  });

  it.each([
    ['C:\\tools\\x.exe  --user me', ['C:\\tools\\x.exe', '--user', 'me']],
    ['"C:\\my tools\\x.exe" "a b"', ['C:\\my tools\\x.exe', 'a b']],
    ['x "" y', ['x', '', 'y']],
    ['x \\"q\\" \\\\"a b\\\\"', ['x', '"q"', '\\a b\\']],
    ["x 'a b'", ['x', "'a", "b'"]],
  ])('splits %s as Windows does', (command, words) => {
    expect(splitCommandLine(command, 'win32')).toEqual(words);
  });
});

const PYTHON = `
import sys, json, shlex
from botocore.compat import _windows_shell_split
def tried(split, text):
    try:
        return split(text)
    except ValueError:
        return None
print(json.dumps([[tried(shlex.split, c), tried(_windows_shell_split, c)] for c in json.load(sys.stdin)]))
`;
const python = spawnSync('python3', ['-c', 'import botocore.compat; print("ok")'], { encoding: 'utf8' });

describe.skipIf(python.stdout.trim() !== 'ok')('splitCommandLine against botocore', () => {
  it('agrees on any command', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom(
      'a',
      'bc',
      ' ',
      '  ',
      '\t',
      '"',
      "'",
      '\\',
      '$',
      '#',
      '~',
      '|',
      'é',
      '\n',
      '""',
      '$(x)',
    );
    const commands = fc.sample(
      fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
      4000,
    );
    const run = spawnSync('python3', ['-c', PYTHON], { input: JSON.stringify(commands), encoding: 'utf8' });
    const expected = JSON.parse(run.stdout) as readonly (readonly [string[] | null, string[] | null])[];
    for (const [index, command] of commands.entries()) {
      const ours = [splitCommandLine(command, 'linux') ?? null, splitCommandLine(command, 'win32') ?? null];
      expect(ours, JSON.stringify(command)).toEqual(expected[index]);
    }
  });
});
