import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import type { YamlEntry } from './entry.ts';
import type { YamlDocument } from './nodes.ts';
import { parseYaml } from './parser.ts';
import { childEntries, childItems, entriesOf, findEntry, rootOf } from './path.ts';
import { openText } from './scalars.ts';

function parse(text: string): YamlDocument {
  return parseYaml('file:///x.yml', 'gitlab-ci', createSourceText(text));
}

/** Key, value and whole lines of an entry, as characters of the text. */
function cut(document: YamlDocument, entry: YamlEntry): readonly string[] {
  const { text } = document.source;
  return [entry.keyRange, entry.valueRange, entry.lineRange].map(({ start, end }) => text.slice(start, end));
}

describe('entries', () => {
  it.each<readonly [string, string, string, string, string]>([
    ['a plain value', 'k: v # c\nx: y', 'k', 'v', 'k: v # c\n'],
    ['a quoted key and value', '"k" : \'v\'\nx: y', '"k"', "'v'", '"k" : \'v\'\n'],
    ['an emoji before it on the line', '"😀": v\nx: y', '"😀"', 'v', '"😀": v\n'],
    ['a null', 'k: # c\nx: y', 'k', '', 'k: # c\n'],
    ['a null at the end', 'k:', 'k', '', 'k:'],
    ['an empty text', 'k: ""\nx: y', 'k', '""', 'k: ""\n'],
    ['a literal block', 'k: |\n  a\n\n  b\n\nx: y', 'k', '|\n  a\n\n  b', 'k: |\n  a\n\n  b\n'],
    ['a kept block', 'k: |+\n  a\n\nx: y', 'k', '|+\n  a\n', 'k: |+\n  a\n\n'],
    ['an empty block', 'k: |\nx: y', 'k', '|', 'k: |\n'],
    ['a folded block at the end', 'k: >-\r\n  a\r\n  b', 'k', '>-\r\n  a\r\n  b', 'k: >-\r\n  a\r\n  b'],
    ['a map', 'k:\n  a: 1\n  # c\n  b:\n# d\nx: y', 'k', 'a: 1\n  # c\n  b:', 'k:\n  a: 1\n  # c\n  b:\n'],
    ['a list at no indent', 'k:\n- a\n-\n# d\nx: y', 'k', '- a\n-', 'k:\n- a\n-\n'],
    ['a flow map over lines', 'k: {a: 1,\n  b: 2 }\nx: y', 'k', '{a: 1,\n  b: 2 }', 'k: {a: 1,\n  b: 2 }\n'],
    ['an anchor', 'k: &a v\nx: y', 'k', 'v', 'k: &a v\n'],
    ['a tag', 'k: !Ref v\nx: y', 'k', 'v', 'k: !Ref v\n'],
    ['a text over lines', 'k: a\n   b\nx: y', 'k', 'a\n   b', 'k: a\n   b\n'],
  ])('has the ranges of %s', (_, text, key, value, lines) => {
    const document = parse(text);
    expect(cut(document, entriesOf(document, rootOf(document))[0]!)).toEqual([key, value, lines]);
  });

  it('starts the lines of the first key of an item behind the dash', () => {
    const document = parse('k:\n  - a: 1\n    b: 2\n');
    const [item] = childItems(document, findEntry(document, ['k']));
    const entries = entriesOf(document, { node: item!.node!, shared: false });
    expect(entries.map((entry) => cut(document, entry)[2])).toEqual(['a: 1\n', '    b: 2\n']);
  });

  it('gives pairs of flow maps just their own characters', () => {
    const document = parse('k: { a: 1, "b" : [x] , c }\n');
    const entries = childEntries(document, findEntry(document, ['k']));
    expect(entries.map((entry) => cut(document, entry)[2])).toEqual(['a: 1', '"b" : [x]', 'c']);
    expect(entries.every((entry) => entry.inFlow)).toBe(true);
  });

  it('unescapes texts', () => {
    const document = parse("a: \"x\\ty\"\nb: 'it''s'\nc: >-\n  x\n  y\nd: 0x1F\ne: ~\n");
    expect(entriesOf(document, rootOf(document)).map(openText)).toEqual(['x\ty', "it's", 'x y', '0x1F', '~']);
  });

  it('follows aliases and says that they are shared', () => {
    const document = parse('a: &a {x: &x 1}\nb: *a\nc: {y: *x}\nd: *none\ne: &e {z: 1}\n');
    const [a, b, c, d, e] = entriesOf(document, rootOf(document));
    expect([a, b, c, d, e].map((entry) => entry!.shared)).toEqual([true, true, false, true, false]);
    expect(childEntries(document, b).map(({ key, shared }) => [key, shared])).toEqual([['x', true]]);
    expect(openText(childEntries(document, c)[0])).toBe('1');
    expect(cut(document, b!)[1]).toBe('*a');
    expect(d!.node).toBeUndefined();
  });

  it('takes the last anchor of a name before the alias', () => {
    const document = parse('a: &x 1\nb: *x\nc: &x 2\nd: *x\n---\ne: *x\n');
    expect(entriesOf(document, rootOf(document)).map(openText)).toEqual(['1', '1', '2', '2']);
  });

  it('adds what merge keys bring, as shared, without what is overridden', () => {
    const document = parse(
      'a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: 0\nd:\n  <<: {w: 5}\n',
    );
    const entries = childEntries(document, findEntry(document, ['c']));
    expect(entries.map((entry) => [entry.key, openText(entry), entry.shared])).toEqual([
      ['x', '0', false],
      ['y', '2', true],
      ['z', '4', true],
    ]);
    expect(childEntries(document, findEntry(document, ['d'])).map(({ key }) => key)).toEqual(['w']);
  });

  it('leaves out keys that are no texts', () => {
    const document = parse('? [a, b]\n: 1\nc: 2\n');
    expect(entriesOf(document, rootOf(document)).map(({ key }) => key)).toEqual(['c']);
  });
});

describe('items', () => {
  it('has the ranges and columns of items', () => {
    const text = 'k:\n  - a\n  -   b: 1\n      c: |\n        d\n\n  - *x\n  -\n  - - e\n';
    const document = parse(text);
    const items = childItems(document, findEntry(document, ['k']));
    expect(items.map(({ range, dashColumn }) => [text.slice(range.start, range.end), dashColumn])).toEqual([
      ['- a', 2],
      ['-   b: 1\n      c: |\n        d', 2],
      ['- *x', 2],
      ['-', 2],
      ['- - e', 2],
    ]);
  });

  it('has no columns in a flow list', () => {
    const text = 'k: [a, {b: 1}]';
    const items = childItems(parse(text), findEntry(parse(text), ['k']));
    expect(items.map(({ range, dashColumn }) => [text.slice(range.start, range.end), dashColumn])).toEqual([
      ['a', undefined],
      ['{b: 1}', undefined],
    ]);
  });
});
