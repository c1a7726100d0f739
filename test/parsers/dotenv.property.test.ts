import { parse as parseWithNpm } from 'dotenv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDotenv } from '../../core/src/documents/dotenv/parser.ts';
import { SecretValue } from '../../core/src/secret/secret-value.ts';
import { createSourceText } from '../../core/src/text/source-text.ts';

/** The values as npm's dotenv gives them: it knows one prefix only, and expands two escapes in double quotes. */
function valuesOf(text: string): Readonly<Record<string, string>> {
  const { assignments } = parseDotenv('file:///.env', createSourceText(text));
  const known = assignments.filter(({ prefix }) => prefix === '' || prefix.startsWith('export'));
  return Object.fromEntries(
    known.map(({ name, quote, value }) => {
      const raw = value instanceof SecretValue ? value.expose() : value;
      const expands = quote === 'double' || (quote === 'none' && raw.startsWith('"'));
      return [name, expands ? raw.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : raw];
    }),
  );
}

// U+2028 is left out: inside an unquoted value, dotenv takes quotes behind it off the middle of the value.
const name = fc.constantFrom('A', 'B', 'AWS_PROFILE', 'AWS_SESSION_TOKEN', 'a.b-c', 'export', 'set', '1', '');
const space = fc.constantFrom(
  '',
  '',
  '',
  '',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\u00a0',
  '\ufeff',
  '\v',
  '\u0085',
);
const value = fc.oneof(
  fc.constantFrom(
    '',
    'v',
    'a b',
    'a#b',
    'a # b',
    '"q"',
    "'q'",
    '`q`',
    '"a\nb"',
    "'a\r\nb # c'",
    '"a\\nb"',
    '"a\\"b"',
    '"a\\"',
    `'a`,
    `"a' `,
    '"a" b',
    `'a' 'b'`,
  ),
  fc.string({ unit: fc.constantFrom(...Array.from(`ab"'\`\\# \n\r=`)), maxLength: 10 }),
);
const line = fc
  .tuple(
    space,
    fc.constantFrom('', '', '', 'export ', 'export', 'export\t', 'set ', '$env:', '#', '# '),
    name,
    space,
    fc.constantFrom('=', '=', '=', ':', ': ', ''),
    space,
    value,
    space,
  )
  .map((parts) => parts.join(''));
const file = fc.oneof(
  fc
    .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\n', '\r\n', '\r', ''))
    .map(([lines, eol]) => lines.join(eol)),
  fc.string({ unit: fc.constantFrom(...Array.from(`AB="'\`\\#: \t\n\r\u00a0`)), maxLength: 40 }),
);

it('agrees with npm dotenv on any file', () => {
  fc.assert(
    fc.property(file, (text) => {
      // The parser never sees a mark at the start: the source text takes it off, as a host's decoder does.
      fc.pre(!text.startsWith('\ufeff'));
      expect(valuesOf(text), JSON.stringify(text)).toEqual(parseWithNpm(text));
    }),
    { numRuns: 5000 },
  );
});
