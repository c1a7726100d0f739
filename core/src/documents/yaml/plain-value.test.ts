import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { createSourceText } from '../../text/source-text.ts';
import { parseYaml } from './parser.ts';
import { plainValue } from './plain-value.ts';

function valueIn(text: string): unknown {
  const { trees } = parseYaml('file:///w/ci.yml', 'gitlab-ci', createSourceText(text));
  return plainValue(trees[0]?.contents ?? null);
}

it('is what the library makes of a text', () => {
  const scalar = fc.constantFrom(
    'a',
    '"a\\n b"',
    "'it''s'",
    '1',
    '0x1F',
    '-0',
    '.inf',
    '.nan',
    '1e3',
    'true',
    'Yes',
    'null',
    '~',
    '',
    '2026-11-26',
    '|\n      a\n      b',
    '>-\n      a\n\n      b',
    '[]',
    '{}',
    '[a, [1, {b: c, d}], "e"]',
    '{a: 1, "b": [x], ? c}',
  );
  const key = fc.constantFrom(
    'a',
    'b',
    '"c d"',
    '1',
    '1.0',
    'true',
    'null',
    '~',
    '__proto__',
    'toString',
    '<<',
  );
  const entries = fc.uniqueArray(fc.tuple(key, scalar), { maxLength: 6, selector: ([name]) => name });
  const list = fc.array(scalar, { maxLength: 4 });
  let read = 0;
  fc.assert(
    fc.property(entries, list, (pairs, items) => {
      const text = `top:\n${pairs.map(([name, value]) => `  ${name}: ${value}\n`).join('')}list:\n${items.map((item) => `    - ${item}\n`).join('')}`;
      const document = parseDocument(text, { logLevel: 'silent' });
      if (document.errors.length > 0) return;
      read += 1;
      expect(valueIn(text)).toStrictEqual(document.toJS());
    }),
    { numRuns: 500 },
  );
  expect(read).toBeGreaterThan(200);
});

it.each([
  ['an alias', 'a: &x 1\nb: *x\n'],
  ['a map for a key', '? {a: b}\n: c\n'],
  ['an alias in a list', 'a: &x 1\nb: [*x]\n'],
])('does not tell %s', (_what, text) => {
  expect(valueIn(text)).toBeUndefined();
});
