import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits } from '../../text/text-edit.ts';
import { mergeSections } from './merge-sections.ts';
import { parseIni } from './parser.ts';

/** Merges the last section of the text into its first one. */
function merged(text: string): string | undefined {
  const document = parseIni('file:///x', 'aws-credentials', createSourceText(text));
  const edits = mergeSections(document, document.sections[0]!, document.sections.at(-1)!);
  return edits && applyEdits(text, edits);
}

describe('mergeSections', () => {
  it.each([
    ['neighbours', '[x]\na = 1\n\n[x]\nb = 2\n', '[x]\na = 1\n\nb = 2\n'],
    ['a comment behind the header', '[x]\na = 1\n[x] # c\nb = 2\n', '[x]\na = 1\n# c\nb = 2\n'],
    ['sections apart', '[x]\na = 1\n\n[y]\nc = 3\n\n[x]\nb = 2\n', '[x]\na = 1\nb = 2\n\n[y]\nc = 3\n'],
    ['an empty first one', '[x]\n[y]\nc = 3\n[x]\nb = 2', '[x]\nb = 2\n[y]\nc = 3'],
    ['an empty second one', '[x]\na = 1\n\n[y]\nc = 3\n\n[x]\n', '[x]\na = 1\n\n[y]\nc = 3\n'],
    ['CRLF', '[x]\r\na = 1\r\n[y]\r\n[x]\r\nb = 2\r\n', '[x]\r\na = 1\r\nb = 2\r\n[y]\r\n'],
    ['a block', '[x]\na = 1\n[y]\n[x]\ns3 =\n  b = 2\n', '[x]\na = 1\ns3 =\n  b = 2\n[y]\n'],
  ])('joins %s', (_, before, after) => {
    expect(merged(before)).toBe(after);
  });

  it.each([
    ['a key stands in both', '[x]\na = 1\n[x]\nA = 2\n'],
    ['an indented line would change its owner', '[x]\na = 1\n[x]\n  b = 2\n'],
    ['a secret would move', '[x]\na = 1\n[y]\n[x]\naws_secret_access_key = abc\n'],
    ['a comment would be lost', '[x]\na = 1\n[y]\n[x] # c\nb = 2\n'],
  ])('does not where %s', (_, before) => {
    expect(merged(before)).toBeUndefined();
  });
});
