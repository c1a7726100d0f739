import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertLines, replaceLines } from './line-edits.ts';
import { createSourceText } from './source-text.ts';
import { applyEdits } from './text-edit.ts';
import type { Range } from './range.ts';

const eols = fc.constantFrom('\n' as const, '\r\n' as const);
const lineTexts = fc.array(fc.stringMatching(/^[a-z ]{0,8}$/u), { minLength: 1, maxLength: 8 });

/** The whole lines of a text, ending included. */
function wholeLines(text: string): readonly Range[] {
  const ranges: Range[] = [];
  let start = 0;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/gu) ?? []) {
    ranges.push({ start, end: start + line.length });
    start += line.length;
  }
  return ranges;
}

describe('replaceLines', () => {
  it('agrees with doing it line by line, in both line endings, with and without a final newline', () => {
    fc.assert(
      fc.property(
        lineTexts,
        eols,
        fc.boolean(),
        fc.array(fc.nat(7), { minLength: 1 }),
        fc.boolean(),
        (lines, eol, final, picks, replace) => {
          // A text of one empty line has no line to remove.
          fc.pre(lines.join('') !== '' && (final || lines.at(-1) !== ''));
          const text = lines.join(eol) + (final ? eol : '');
          const ranges = wholeLines(text);
          const chosen = new Set(picks.filter((pick) => pick < ranges.length));
          fc.pre(chosen.size > 0);
          const edits = replaceLines(
            createSourceText(text),
            [...chosen].map((pick) => ranges[pick]!),
            replace ? ['new 1', 'new 2'] : [],
          );
          const first = Math.min(...chosen);
          const expected = lines.flatMap((line, index) => {
            if (!chosen.has(index)) return [line];
            return index === first && replace ? ['new 1', 'new 2'] : [];
          });
          const fileEol = createSourceText(text).eol;
          const joined = expected.join(eol) + (final && expected.length > 0 ? eol : '');
          expect(applyEdits(text, edits).replaceAll(fileEol, '\n')).toBe(joined.replaceAll(eol, '\n'));
        },
      ),
    );
  });
});

describe('insertLines', () => {
  it.each([
    ['a\nb\n', 2, 'a\nx\nb\n'],
    ['a\nb\n', 4, 'a\nb\nx\n'],
    ['a\nb', 3, 'a\nb\nx'],
    ['a\r\nb', 0, 'x\r\na\r\nb'],
    ['', 0, 'x\n'],
  ])('into %j at %d gives %j', (text, offset, expected) => {
    expect(applyEdits(text, [insertLines(createSourceText(text), offset, ['x'])])).toBe(expected);
  });
});
