import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { parseIni } from './parser.ts';
import { writtenValue } from './written-value.ts';

function take(value: string, command = false) {
  const text = `[default]\nkey = ${value}\n`;
  const document = parseIni('file:///config', 'aws-config', createSourceText(text));
  const written = writtenValue(document, document.sections[0]!.entries[0]!, command);
  const slice = (range?: { start: number; end: number }) => range && text.slice(range.start, range.end);
  return {
    value: slice(written.range),
    comment: slice(written.comment),
    cut: slice(written.cut),
    unquoted: slice(written.unquoted),
  };
}

describe('writtenValue', () => {
  it.each([
    ['a', { value: 'a' }],
    ['a#b', { value: 'a#b' }],
    ['a  # b # c', { value: 'a', comment: '# b # c' }],
    ['; b', { value: '', comment: '; b' }],
    ['"a" # b', { value: '"a"', comment: '# b', unquoted: 'a' }],
    ['"a # b"', { value: '"a # b"', cut: '# b"', unquoted: 'a # b' }],
    ['"a # b', { value: '"a', comment: '# b' }],
    ["it's # b's", { value: "it's", comment: "# b's" }],
    ['"a" and "b"', { value: '"a" and "b"' }],
    ['""', { value: '""', unquoted: '' }],
  ])('takes %j apart', (text, expected) => expect(take(text)).toMatchObject(expected));

  it.each([
    ['sh -c "a # b"', { value: 'sh -c "a # b"', cut: '# b"' }],
    ['a --x "y" # b', { value: 'a --x "y"', comment: '# b' }],
    ['a ; b', { value: 'a ; b', comment: undefined, cut: '; b' }],
  ])('takes the command %j apart', (text, expected) => expect(take(text, true)).toMatchObject(expected));
});
