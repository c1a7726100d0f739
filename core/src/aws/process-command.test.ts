import { describe, expect, it } from 'vitest';
import { splitShellWords } from '../documents/ini/shell-words.ts';
import { applyEdits } from '../text/text-edit.ts';
import { readProcessCommand, wrapInShell } from './process-command.ts';

describe('readProcessCommand', () => {
  it.each([
    ['a | b', 'operator'],
    ['a 2>/dev/null', 'operator'],
    ['a "$HOME"', 'variable'],
    ['~/bin/a', 'home'],
    ['a `b`', 'substitution'],
    ['A=b c', 'assignment'],
    ['%A%\\b.exe', 'windows-variable'],
    ["a '| $HOME ~/'", undefined],
    ['a "|"', undefined],
    ['a \\| b', undefined],
    ['sh -c "a | $B"', undefined],
  ])('finds in %s the shell syntax %s', (text, shell) => {
    expect(readProcessCommand(text)?.shell).toBe(shell);
  });

  it('leaves alone what is no command', () => {
    expect(readProcessCommand('')).toBeUndefined();
    expect(readProcessCommand('"a | b"')).toBeUndefined();
    expect(readProcessCommand('a "b')).toBeUndefined();
  });

  it.each([
    ['aws-vault exec dev --json', { deprecated: true, session: true, profile: 'dev' }],
    [
      '/x/aws-vault export --duration 1h --format json dev',
      { deprecated: false, session: true, profile: 'dev' },
    ],
    ['aws-vault export -n --format=json dev', { deprecated: false, session: false, profile: 'dev' }],
    ['aws-vault exec dev -- a --json', undefined],
    ['aws-vault list', undefined],
  ])('reads %s', (text, call) => {
    const { vault } = readProcessCommand(text) ?? {};
    if (call) expect(vault).toMatchObject(call);
    else expect(vault).toBeUndefined();
  });
});

describe('wrapInShell', () => {
  it.each(['a | b', `a 'b c' "d" | e`, "'"])('keeps the command %s as one word', (text) => {
    const words = splitShellWords(applyEdits(text, wrapInShell(text)));
    expect(words?.map((word) => word.text)).toEqual(['sh', '-c', text]);
  });
});
