import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { placesIn } from './block-scalar.ts';
import { parseYaml } from './parser.ts';
import { findEntry } from './path.ts';
import { readText } from './scalars.ts';

/** Where a word of the value of `k` stands in the file: its range, and the characters there. */
function locate(
  text: string,
  word: string,
): { readonly exact: boolean; readonly found: string; readonly start: number } {
  const source = createSourceText(text);
  const scalar = findEntry(parseYaml('file:///x.yml', 'gitlab-ci', source), ['k'])!.scalar!;
  const places = placesIn(source, scalar);
  const at = readText(scalar.text, (value) => value.indexOf(word));
  expect(at).toBeGreaterThanOrEqual(0);
  const place = places.rangeOf(at, at + word.length);
  return { exact: places.exact, found: source.text.slice(place.start, place.end), start: place.start };
}

describe('placesIn', () => {
  it.each([
    ['literal', 'k: |\n  one\n  find me\n'],
    ['literal, stripped', 'k: |-\n  one\n\n\n  find me'],
    ['literal, kept', 'k: |+\n  find me\n\n\nx: y\n'],
    ['literal with deeper lines', 'k: |\n  one\n     find me\n'],
    ['literal with CRLF', 'k: |\r\n  one\r\n\r\n  find me\r\n'],
    ['literal with an indentation indicator', 'k: |2\n    one\n   find me\n'],
    ['literal with an emoji', 'k: |\n  😀 one 😀\n  😀 find me\n'],
    ['literal with a header comment', 'k: | # find me\n  one\n  x find me\n'],
    ['literal after blank lines', 'k: |\n\n\n  find me\n'],
    ['literal with trailing spaces', 'k: |\n  one  \n   \n  find me  \n'],
    ['folded', 'k: >\n  one\n  two\n\n  find me\n  three\n'],
    ['folded with deeper lines', 'k: >-\n  one\n    two\n\n    find me\n  three\n'],
    ['folded with CRLF', 'k: >\r\n  one\r\n  find me\r\n'],
    ['plain', 'k: one find me\n'],
    ['plain over lines', 'k: one\n   two\n\n   find me three\n'],
    ['single', "k: 'one''s find me'\n"],
    ['single over lines', "k: 'one''s\n   two\n\n  find me'\n"],
    ['double', 'k: "one \\" \\x41 \\u00e9 \\U0001F600 \\\\ find me"\n'],
    ['double over lines', 'k: "one\n  two \\\n  three\n\n   find me"\n'],
    ['in a flow map', '{ k: find me, x: y }'],
  ])('locates a word in a %s scalar', (_, text) => {
    const { exact, found, start } = locate(text, 'find me');
    expect(exact).toBe(true);
    expect(found).toBe('find me');
    expect(text.slice(start)).toMatch(/^find me/u);
  });

  it('takes an escape as a whole', () => {
    expect(locate('k: "a\\x41b"\n', 'A').found).toBe('\\x41');
    expect(locate("k: 'a''b'\n", "'").found).toBe("''");
  });

  it('spans lines', () => {
    expect(locate('k: |\n  one\n  two\n', 'one\ntwo').found).toBe('one\n  two');
    expect(locate('k: >\n  one\n  two\n', 'one two').found).toBe('one\n  two');
  });

  it('finds every word of random scalars in all styles', { timeout: 60_000 }, () => {
    const line = fc.array(fc.constantFrom('a', 'bc', '😀', '#', "'", '"', '\\', ':', '$X', 'é'), {
      minLength: 1,
      maxLength: 4,
    });
    const lines = fc.array(
      fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: fc.constant([]) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom('|', '|-', '|+', '>', '>-', '|2', '>3', 'single', 'double', 'json'),
        fc.constantFrom('\n', '\r\n'),
        (words, style, eol) => {
          // Each word gets a number, so that it stands only once in the text.
          let count = 0;
          const rows = words.map((row) => row.map((word) => `<${count++}${word}>`).join(' '));
          const body = rows.map((row) => (row === '' ? '' : `   ${row}`)).join(eol);
          const text = write(style, body, rows, eol);
          const source = createSourceText(text);
          const document = parseYaml('file:///x.yml', 'gitlab-ci', source);
          const scalar = findEntry(document, ['k'])?.scalar;
          fc.pre(scalar !== undefined && count > 0 && document.problems.length === 0);
          const places = placesIn(source, scalar);
          expect(places.exact).toBe(true);
          readText(scalar.text, (value) => {
            for (let number = 0; number < count; number += 1) {
              const at = value.indexOf(`<${number}`);
              const place = places.rangeOf(at, at + `<${number}`.length);
              expect(text.slice(place.start, place.end)).toBe(`<${number}`);
            }
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});

function write(style: string, body: string, rows: readonly string[], eol: string): string {
  switch (style) {
    case 'single':
      return `k: '${body.trimStart().replaceAll("'", "''")}'${eol}x: y`;
    case 'double':
      return `k: "${body.trimStart().replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"${eol}x: y`;
    case 'json':
      return `{"k": ${JSON.stringify(rows.join('\n'))}}`;
    default:
      return `k: ${style}${eol}${body}${eol}x: y${eol}`;
  }
}
