import { describe, expect, it } from 'vitest';
import { parseIni } from '../../documents/ini/parser.ts';
import type { Range } from '../../text/range.ts';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits } from '../../text/text-edit.ts';
import type { FormatOptions } from './format-options.ts';
import { formatEdits } from './format.ts';

function format(text: string, options: FormatOptions = {}, within?: Range): string {
  return applyEdits(
    text,
    formatEdits(parseIni('file:///x', 'aws-config', createSourceText(text)), options, within),
  );
}

describe('formatEdits', () => {
  it.each([
    ['spaced as most settings are', '[a]\nx = 1\ny=2\nz  =   3\n', '[a]\nx = 1\ny = 2\nz = 3\n'],
    ['without spaces where most have none', '[a]\nx=1\ny = 2\nz=3\n', '[a]\nx=1\ny=2\nz=3\n'],
    [
      'in columns where most are',
      '[a]\nregion   = 1\noutput   =  2\nx = 3\n',
      '[a]\nregion   = 1\noutput   = 2\nx = 3\n',
    ],
    ['empty values without a space behind', '[a]\nx = 1\ny=\n', '[a]\nx = 1\ny =\n'],
    [
      'nested and swallowed lines as they are',
      '[a]\nx = 1\ns3 =\n  a=1\n  b  =  2 \ny = 3\n  z=4\n',
      '[a]\nx = 1\ns3 =\n  a=1\n  b  =  2 \ny = 3\n  z=4\n',
    ],
    ['colons as they are', '[a]\nx = 1\ny:2\n', '[a]\nx = 1\ny:2\n'],
    [
      'a value that would become a comment for some',
      '[a]\nx = 1\ny=#2\nz = #3\n',
      '[a]\nx = 1\ny=#2\nz = #3\n',
    ],
    ['no blanks at the ends of lines', '[a] \t\nx = 1  \n \n# c \n', '[a]\nx = 1\n\n# c\n'],
    ['values over several lines as they are', '[a]\np = x \n   --y  \n', '[a]\np = x\n   --y  \n'],
    ['one blank line between sections', '[a]\nx = 1\n[b]\n\n\n\n[c]\n', '[a]\nx = 1\n\n[b]\n\n[c]\n'],
    [
      'comments with the header that they lead up to',
      '[a]\n# of b\n[b]\n\n\n# of c\n# too\n[c]\n',
      '[a]\n\n# of b\n[b]\n\n# of c\n# too\n[c]\n',
    ],
    [
      'a setting that is commented out with its section',
      '[a]\nx = 1\n#y = 2\n[b]\n',
      '[a]\nx = 1\n#y = 2\n\n[b]\n',
    ],
    ['blank lines inside a section', '[a]\n\nx = 1\n\n\ny = 2\n', '[a]\n\nx = 1\n\n\ny = 2\n'],
    ['the top of the file', '\n\n# c\n\n[a]\n', '\n\n# c\n\n[a]\n'],
    ['headers, padding and all', '[ a ]\n\n[profile  b] # c\n', '[ a ]\n\n[profile  b] # c\n'],
    [
      'an indented header that the AWS CLI takes for a value',
      '[a]\nx = 1\n\n\n  [b]\n  y=2\n',
      '[a]\nx = 1\n\n\n  [b]\n  y=2\n',
    ],
    [
      'line endings as they are',
      '[a]\r\nx=1 \r\ny = 2\r\nz = 3\r\n[b]\r\n',
      '[a]\r\nx = 1\r\ny = 2\r\nz = 3\r\n\r\n[b]\r\n',
    ],
    ['files that a tool reads as one line', '[a]\rx=1 \ry = 2\r', '[a]\rx=1 \ry = 2\r'],
    [
      'files that the AWS CLI refuses',
      '[a]\nx = 1 \n[a]\ny=2\nz = 3\nword\n',
      '[a]\nx = 1\n\n[a]\ny = 2\nz = 3\nword\n',
    ],
  ])('writes, or leaves, %s', (_name, text, expected) => {
    expect(format(text)).toBe(expected);
  });

  it.each<[FormatOptions, string, string]>([
    [{ trimTrailingWhitespace: false }, '[a] \nx = 1 ', '[a] \nx = 1 '],
    [{ insertFinalNewline: true }, '[a]\nx = 1 ', '[a]\nx = 1\n'],
    [{ insertFinalNewline: true }, '[a]\r\nx = 1', '[a]\r\nx = 1\r\n'],
    [{ insertFinalNewline: true }, '[a]\n', '[a]\n'],
    [{ insertFinalNewline: true }, '', ''],
    [{ insertFinalNewline: false }, '[a]', '[a]'],
    [{ trimFinalNewlines: true }, '[a]\n\n \n\n', '[a]\n'],
    [{ trimFinalNewlines: true, insertFinalNewline: true }, '[a]\n\n  ', '[a]\n'],
    [{}, '[a]\n\n\n', '[a]\n\n\n'],
  ])('obeys %j', (options, text, expected) => {
    expect(format(text, options)).toBe(expected);
  });

  it('formats a part', () => {
    const text = '[a]\nx=1 \ny = 2\nz=3 \nw = 4\nv = 5\n';
    expect(format(text, {}, { start: 4, end: 9 })).toBe('[a]\nx = 1\ny = 2\nz=3 \nw = 4\nv = 5\n');
  });

  it('leaves a file alone whose bytes were lost', () => {
    const source = createSourceText('[a]\nx=1 \n# \ufffd\n', { malformed: true });
    expect(formatEdits(parseIni('file:///x', 'aws-config', source), {})).toEqual([]);
  });
});
