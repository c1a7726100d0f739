import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits } from '../../text/text-edit.ts';
import {
  appendPairs,
  deletePair,
  deletePairs,
  indentUnit,
  insertPairsAfter,
  insertPairsBefore,
  replacePair,
  type YamlEdits,
} from './edits.ts';
import { deleteItem, insertItemBefore } from './item-edits.ts';
import type { YamlEntry } from './entry.ts';
import type { YamlDocument } from './nodes.ts';
import { parseYaml } from './parser.ts';
import {
  childEntries,
  childItems,
  entriesOf,
  entryNamed,
  findEntry,
  itemsOf,
  rootOf,
  valueOf,
} from './path.ts';
import type { NewPair } from './render.ts';

function parse(text: string): YamlDocument {
  return parseYaml('file:///x.yml', 'github-workflow', createSourceText(text));
}

/** Deletes the keys `names` of the map at `path` and gives the new text. */
function remove(text: string, path: readonly string[], names: readonly string[]): string | undefined {
  const document = parse(text);
  const holder = findEntry(document, path)!;
  const entries = childEntries(document, holder);
  return apply(
    document,
    deletePairs(
      document,
      { holder, entries },
      entries.filter(({ key }) => names.includes(key)),
    ),
  );
}

function apply(document: YamlDocument, edits: YamlEdits): string | undefined {
  return edits && applyEdits(document.source.text, edits);
}

function at(document: YamlDocument, ...path: readonly string[]): YamlEntry {
  return findEntry(document, path)!;
}

describe('deletePairs', () => {
  it.each<readonly [string, string, readonly string[], string | undefined]>([
    ['whole lines', 'env:\n  A: 1\n  B: 2\n  C: 3\nx: y\n', ['A', 'B'], 'env:\n  C: 3\nx: y\n'],
    ['the comment behind a value', 'env:\n  A: 1 # a\n  B: 2\n', ['A'], 'env:\n  B: 2\n'],
    [
      'no comment on a line of its own',
      'env:\n  # a\n  A: 1\n  # b\n  B: 2\n',
      ['A'],
      'env:\n  # a\n  # b\n  B: 2\n',
    ],
    ['a block value', 'env:\n  A: >-\n    1\n    2\n\n  B: 2\n', ['A'], 'env:\n\n  B: 2\n'],
    ['a nested map', 'env:\n  A:\n    X: 1\n    Y: [a,\n      b]\n  B: 2\n', ['A'], 'env:\n  B: 2\n'],
    ['a null value', 'env:\n  A:\n  B: 2\n', ['A'], 'env:\n  B: 2\n'],
    ['quoted keys', 'env:\n  "A": 1\n  \'B\': 2\n', ['A'], "env:\n  'B': 2\n"],
    ['an anchor of its own', 'env:\n  A: &a 1\n  B: 2\n', ['A'], 'env:\n  B: 2\n'],
    ['CRLF lines', 'env:\r\n  A: 1\r\n  B: 2\r\n', ['B'], 'env:\r\n  A: 1\r\n'],
    ['the last line without a final newline', 'env:\n  A: 1\n  B: 2', ['B'], 'env:\n  A: 1'],
    ['the last lines without a final newline', 'env:\n  A: 1\n  B: 2\n  C: 3', ['B', 'C'], 'env:\n  A: 1'],
    ['the last CRLF line without a final newline', 'env:\r\n  A: 1\r\n  B: 2', ['B'], 'env:\r\n  A: 1'],
    ['an emoji line', 'env:\n  A: "😀 😀" # 😀\n  B: 2\n', ['A'], 'env:\n  B: 2\n'],
    ['all, holder included', 'env:\n  A: 1\n  B: 2\nx: y\n', ['A', 'B'], 'x: y\n'],
    ['all, holder included, at the end', 'x: y\nenv:\n  A: 1\n  B: 2', ['A', 'B'], 'x: y'],
    ['in a flow map the first', 'env: { A: 1, B: 2, C: 3 }\n', ['A'], 'env: { B: 2, C: 3 }\n'],
    ['in a flow map the middle', 'env: { A: 1, B: 2, C: 3 }\n', ['B'], 'env: { A: 1, C: 3 }\n'],
    ['in a flow map the last', 'env: { A: 1, B: 2, C: 3 }\n', ['C'], 'env: { A: 1, B: 2 }\n'],
    ['in a flow map the first two', 'env: {A: 1,B: 2,C: 3}\n', ['A', 'B'], 'env: {C: 3}\n'],
    ['in a flow map the last two', 'env: {A: 1,B: 2,C: 3,}\n', ['B', 'C'], 'env: {A: 1,}\n'],
    ['in a flow map the outer two', 'env: {A: 1, B: 2, C: 3}\n', ['A', 'C'], 'env: {B: 2}\n'],
    ['in a flow map over lines', 'env: {\n  A: 1,\n  B: 2,\n}\n', ['A'], 'env: {\n  B: 2,\n}\n'],
    ['in a flow map all', 'env: { A: 1, B: 2 }\nx: y\n', ['A', 'B'], 'x: y\n'],
    ['not in a flow map with comments', 'env: {\n  A: 1, # a\n  B: 2,\n}\n', ['A'], undefined],
    ['not in an anchored map with aliases', 'env: &e\n  A: 1\n  B: 2\nx: *e\n', ['A'], undefined],
    ['in an anchored map without aliases', 'env: &e\n  A: 1\n  B: 2\n', ['A'], 'env: &e\n  B: 2\n'],
    ['not the only pair of the only key', 'env:\n  A: 1\n', ['A'], undefined],
    ['not with a lone CR in the file', 'env:\n  A: "1\r"\n  B: 2\n', ['B'], undefined],
    ['nothing', 'env:\n  A: 1\n', [], 'env:\n  A: 1\n'],
  ])('deletes %s', (_, text, names, expected) => {
    expect(remove(text, ['env'], names)).toBe(expected);
  });

  it.each<readonly [string, string, readonly string[], string | undefined]>([
    ['moves the next key up behind the dash', '- env: 1\n  run: 2\n  x: 3\n', ['env'], '- run: 2\n  x: 3\n'],
    ['keeps the distance from the dash', '-   env:\n      A: 1\n    run: 2\n', ['env'], '-   run: 2\n'],
    ['deletes the first two', '- env: 1\n  run: 2\n  x: 3\n', ['env', 'run'], '- x: 3\n'],
    ['deletes the first and the last', '- env: 1\n  run: 2\n  x: 3', ['env', 'x'], '- run: 2'],
    ['loses no comment', '- env: 1\n  # about run\n  run: 2\n', ['env'], undefined],
  ])('in a list item %s', (_, text, names, expected) => {
    const document = parse(text);
    const [item] = itemsOf(document, rootOf(document));
    const entries = entriesOf(document, valueOf(item));
    const doomed = entries.filter(({ key }) => names.includes(key));
    expect(apply(document, deletePairs(document, { holder: entries[0]!, entries }, doomed))).toBe(expected);
  });

  it('leaves explicit keys alone', () => {
    const document = parse('? a\n: 1\n? b\n: 2\nc: 3\n');
    expect(deletePair(document, at(document, 'b'))).toBeUndefined();
    expect(replacePair(document, at(document, 'b'), [{ key: 'x', value: 'y' }])).toBeUndefined();
  });

  it('leaves a pair in a list alone that has no braces', () => {
    const document = parse('a: [x: 1, y: 2]\n');
    const [item] = childItems(document, at(document, 'a'));
    expect(deletePair(document, entriesOf(document, valueOf(item))[0]!)).toBeUndefined();
  });
});

describe('replacePair', () => {
  const role: readonly NewPair[] = [{ key: 'role-to-assume', value: '${{ vars.AWS_ROLE_ARN }}' }];

  it.each([
    [
      'a plain value',
      'with:\n    a: 1\n    b: 2\n',
      'with:\n    role-to-assume: ${{ vars.AWS_ROLE_ARN }}\n    b: 2\n',
    ],
    ['a value with a comment', 'with:\n  a: 1 # k\n', 'with:\n  role-to-assume: ${{ vars.AWS_ROLE_ARN }}\n'],
    ['aligned colons', 'with:\n  a    : "1"\n', 'with:\n  role-to-assume: ${{ vars.AWS_ROLE_ARN }}\n'],
    [
      'a folded value',
      'with:\n  a: >-\n    1\n  b: 2\n',
      'with:\n  role-to-assume: ${{ vars.AWS_ROLE_ARN }}\n  b: 2\n',
    ],
    ['a flow pair', 'with: {a: 1, b: 2}\n', "with: {role-to-assume: '${{ vars.AWS_ROLE_ARN }}', b: 2}\n"],
    ['without a final newline', 'with:\r\n  a: 1', 'with:\r\n  role-to-assume: ${{ vars.AWS_ROLE_ARN }}'],
  ])('replaces %s', (_, text, expected) => {
    const document = parse(text);
    expect(apply(document, replacePair(document, at(document, 'with', 'a'), role))).toBe(expected);
  });
});

describe('insertPairsAfter, insertPairsBefore and appendPairs', () => {
  const permissions: readonly NewPair[] = [
    {
      key: 'permissions',
      value: [
        { key: 'id-token', value: 'write' },
        { key: 'contents', value: 'read' },
      ],
    },
  ];
  const token: readonly NewPair[] = [{ key: 'id-token', value: 'write' }];

  it('inserts a nested map at the indent and in the unit of the file', () => {
    const document = parse('jobs:\r\n    a:\r\n        runs-on: x # y\r\n        steps: []\r\n');
    expect(
      apply(document, insertPairsAfter(document, at(document, 'jobs', 'a', 'runs-on'), permissions)),
    ).toBe(
      'jobs:\r\n    a:\r\n        runs-on: x # y\r\n        permissions:\r\n            id-token: write\r\n            contents: read\r\n        steps: []\r\n',
    );
    expect(
      apply(document, insertPairsBefore(document, at(document, 'jobs', 'a', 'steps'), permissions)),
    ).toBe(apply(document, insertPairsAfter(document, at(document, 'jobs', 'a', 'runs-on'), permissions)));
  });

  it('inserts behind a last line without a final newline', () => {
    const document = parse('a:\n  b: 1');
    expect(apply(document, insertPairsAfter(document, at(document, 'a', 'b'), token))).toBe(
      'a:\n  b: 1\n  id-token: write',
    );
    expect(apply(document, appendPairs(document, at(document, 'a'), token))).toBe(
      'a:\n  b: 1\n  id-token: write',
    );
  });

  it('inserts before the first key of a list item', () => {
    const document = parse('- a: 1\n  b: 2\n');
    const [item] = itemsOf(document, rootOf(document));
    const [first] = entriesOf(document, valueOf(item));
    expect(apply(document, insertPairsBefore(document, first!, token))).toBe(
      '- id-token: write\n  a: 1\n  b: 2\n',
    );
  });

  it.each([
    [
      'a block map',
      'p:\n  contents: read # c\nx: y\n',
      'p:\n  contents: read # c\n  id-token: write\nx: y\n',
    ],
    [
      'a block map with a block scalar last',
      'p:\n  c: |\n    x\n\nx: y\n',
      'p:\n  c: |\n    x\n  id-token: write\n\nx: y\n',
    ],
    ['a flow map', 'p: {contents: read}\n', 'p: {contents: read, id-token: write}\n'],
    ['a flow map with spaces', 'p: { contents: read, }\n', 'p: { contents: read, id-token: write, }\n'],
    ['an empty map', 'p: {}\n', 'p: { id-token: write }\n'],
    ['a flow map over lines', 'p: {\n  a: b\n}\n', 'p: {\n  a: b, id-token: write\n}\n'],
  ])('appends to %s', (_, text, expected) => {
    const document = parse(text);
    expect(apply(document, appendPairs(document, at(document, 'p'), token))).toBe(expected);
  });

  it('refuses what is no map, and shared maps', () => {
    const document = parse('p: read-all\nq: &q {a: 1}\nr: *q\ns:\n');
    for (const key of ['p', 'q', 'r', 's'])
      expect(appendPairs(document, at(document, key), token)).toBeUndefined();
  });

  it('quotes what YAML would read differently', () => {
    const document = parse('a:\n  b: 1\n');
    const values = [
      '',
      ' x',
      '- a',
      '*x',
      'a: b',
      'a #b',
      'yes',
      'null',
      "it's",
      'a\nb',
      '@x',
      'x:',
      '{a}',
      '3600',
      'arn:aws:iam::1:role/x',
    ];
    for (const value of values) {
      for (const text of ['a:\n  b: 1\n', 'a: {b: 1}\n']) {
        const file = parse(text);
        const result = apply(file, appendPairs(file, at(file, 'a'), [{ key: 'k', value }]))!;
        expect(String(parseAllDocuments(result)[0]!.getIn(['a', 'k']))).toBe(value);
      }
    }
    expect(indentUnit(document)).toBe('  ');
  });
});

describe('insertItemBefore and deleteItem', () => {
  const step: readonly NewPair[] = [
    { key: 'uses', value: 'x@v6' },
    { key: 'with', value: [{ key: 'r', value: 'a' }] },
  ];
  const insert = (text: string, index: number): string | undefined => {
    const document = parse(text);
    return apply(document, insertItemBefore(document, childItems(document, at(document, 's')), index, step));
  };

  it.each<readonly [string, string, number, string | undefined]>([
    ['the first', 's:\n  - run: a\n', 0, 's:\n  - uses: x@v6\n    with:\n      r: a\n  - run: a\n'],
    [
      'one at no indent',
      's:\n- run: a\n- run: b\n',
      1,
      's:\n- run: a\n- uses: x@v6\n  with:\n    r: a\n- run: b\n',
    ],
    [
      'one with blank lines between',
      's:\n  - run: a\n\n  - run: b\n',
      1,
      's:\n  - run: a\n\n  - uses: x@v6\n    with:\n      r: a\n\n  - run: b\n',
    ],
    [
      'the first with blank lines between',
      's:\n  - run: a\n\n  - run: b\n',
      0,
      's:\n  - uses: x@v6\n    with:\n      r: a\n\n  - run: a\n\n  - run: b\n',
    ],
    [
      'one with a comment above',
      's:\n  - run: a\n  # b\n  # c\n  - run: b\n',
      1,
      's:\n  - run: a\n  - uses: x@v6\n    with:\n      r: a\n  # b\n  # c\n  - run: b\n',
    ],
    [
      'one below a comment of the step before',
      's:\n  - run: a\n    # a\n  - run: b\n',
      1,
      's:\n  - run: a\n    # a\n  - uses: x@v6\n    with:\n      r: a\n  - run: b\n',
    ],
    [
      'one far from its dash',
      's:\r\n  -   run: a\r\n',
      0,
      's:\r\n  -   uses: x@v6\r\n      with:\r\n        r: a\r\n  -   run: a\r\n',
    ],
    [
      'one below a script',
      's:\n  - run: |\n      a\n      # b\n  - run: b\n',
      1,
      's:\n  - run: |\n      a\n      # b\n  - uses: x@v6\n    with:\n      r: a\n  - run: b\n',
    ],
    ['none of a flow list', 's: [{run: a}]\n', 0, undefined],
  ])('inserts before %s', (_, text, index, expected) => {
    expect(insert(text, index)).toBe(expected);
  });

  it.each<readonly [string, number, string | undefined]>([
    ['s:\n  - a: 1\n    b: 2\n  - c\n', 0, 's:\n  - c\n'],
    ['s:\n  - a\n  - c: |\n      x', 1, 's:\n  - a'],
    ['s:\n  - a\n', 0, undefined],
    ['s: [a, b]\n', 0, undefined],
  ])('deletes an item of %j', (text, index, expected) => {
    const document = parse(text);
    expect(apply(document, deleteItem(document, childItems(document, at(document, 's')), index))).toBe(
      expected,
    );
  });
});

describe('edits of random files', { timeout: 60_000 }, () => {
  const name = fc.constantFrom('A', 'BB', 'c-c', 'D_D');
  const scalar = fc.constantFrom(
    '1',
    'a b',
    '"q: #"',
    "'it''s'",
    '${{ secrets.X }}',
    '|\n%  x\n%  # y\n',
    '>-\n%  x\n\n%  y\n',
    '',
    '"😀"',
    '[a, {b: c}]',
    '{ x: y }',
    '{}',
  );
  const comment = fc.constantFrom('', ' # c', ' # 😀 {');
  const own = fc.constantFrom('', '# own\n', '\n', '\n# own\n\n');
  const entry = fc.record({ name, scalar, comment, own });
  const map = fc.uniqueArray(entry, { minLength: 1, maxLength: 4, selector: (one) => one.name });
  const file = fc.record({
    map,
    indent: fc.constantFrom('  ', '    ', ' '),
    eol: fc.constantFrom('\n', '\r\n'),
    tail: fc.constantFrom('', '\nz: 1', '\n# end\n'),
    final: fc.boolean(),
    flow: fc.boolean(),
  });

  function write({
    map: entries,
    indent,
    eol,
    tail,
    final,
    flow,
  }: typeof file extends fc.Arbitrary<infer T> ? T : never): string {
    const simple = (text: string): string => (/[|>]/u.test(text) || text.includes('${{') ? '1' : text);
    const lines = flow
      ? [`env: { ${entries.map((one) => `${one.name}: ${simple(one.scalar)}`).join(', ')} } # flow`]
      : ['env:', ...entries.map((one) => writePair(one, indent))];
    const text = `x: [1]\n${lines.join('\n')}${tail}${final ? '\n' : ''}`;
    return text.replaceAll('\n', eol);
  }

  function writePair(
    one: { name: string; scalar: string; comment: string; own: string },
    indent: string,
  ): string {
    const own = one.own.replaceAll('#', `${indent}#`);
    const isBlock = /^[|>]/u.test(one.scalar);
    const value = one.scalar.replaceAll('%', indent).trimEnd();
    return `${own}${indent}${one.name}: ${value}${isBlock ? '' : one.comment}`;
  }

  const read = (text: string): unknown => parseAllDocuments(text).map((tree) => tree.toJS() as unknown);

  it('delete exactly the pairs and keep every comment on a line of its own', () => {
    fc.assert(
      fc.property(file, fc.array(name), (made, doomed) => {
        const text = write(made);
        const document = parse(text);
        expect(document.problems).toEqual([]);
        const result = remove(text, ['env'], doomed);
        if (result === undefined) return;
        const [tree] = read(text) as [{ env?: Record<string, unknown> }];
        for (const key of doomed) Reflect.deleteProperty(tree.env ?? {}, key);
        if (Object.keys(tree.env ?? {}).length === 0) Reflect.deleteProperty(tree, 'env');
        expect(read(result)).toEqual([tree]);
        const owns = (of: string): readonly string[] =>
          of.split(/\r?\n/u).filter((line) => /^ *# (?:own|end)/u.test(line));
        if (tree.env) expect(owns(result)).toEqual(owns(text));
        // A blank line before the last pair stays, and then ends the file.
        if (!made.map.some(({ own }) => own.startsWith('\n')))
          expect(result.endsWith('\n')).toBe(text.endsWith('\n'));
      }),
      { numRuns: 300 },
    );
  });

  it('insert exactly the pairs', () => {
    const pairs: readonly NewPair[] = [
      { key: 'new', value: 'a: b' },
      { key: 'map', value: [{ key: 'k', value: 'v' }] },
    ];
    fc.assert(
      fc.property(
        file,
        fc.nat(),
        fc.constantFrom('after', 'before', 'append', 'replace'),
        (made, pick, how) => {
          const text = write(made);
          const document = parse(text);
          const env = at(document, 'env');
          const entries = childEntries(document, env);
          const target = entries[pick % entries.length]!;
          const edits =
            how === 'append'
              ? appendPairs(document, env, pairs)
              : { after: insertPairsAfter, before: insertPairsBefore, replace: replacePair }[how](
                  document,
                  target,
                  pairs,
                );
          const result = apply(document, edits)!;
          const [tree] = read(text) as [{ env: Record<string, unknown> }];
          if (how === 'replace') Reflect.deleteProperty(tree.env, target.key);
          expect(read(result)).toEqual([{ ...tree, env: { ...tree.env, new: 'a: b', map: { k: 'v' } } }]);
          expect(parse(result).problems).toEqual([]);
          const keys = childEntries(
            parse(result),
            entryNamed(entriesOf(parse(result), rootOf(parse(result))), 'env'),
          );
          const where = keys.findIndex(({ key }) => key === 'new');
          const was = entries.indexOf(target);
          expect(where).toBe({ after: was + 1, before: was, replace: was, append: entries.length }[how]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
