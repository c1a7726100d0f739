import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretValue } from '../../secret/secret-value.ts';
import { createSourceText } from '../../text/source-text.ts';
import type { YamlDocument } from './nodes.ts';
import { parseYaml } from './parser.ts';
import { entriesOf, findEntry, rootOf } from './path.ts';

function parse(text: string): YamlDocument {
  return parseYaml('file:///w/.github/workflows/x.yml', 'github-workflow', createSourceText(text));
}

function messages(text: string): readonly string[] {
  return parse(text).problems.map(({ message }) => message);
}

describe('parseYaml', () => {
  it('reads all documents of a file', () => {
    const document = parse('a: 1\n---\nb: 2\n...\n---\nc: 3');
    expect(document.trees).toHaveLength(3);
    expect(document.problems).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\n'],
    ['a comment', '# only'],
  ])('reads %s as no document or an empty one, without problems', (_, text) => {
    const document = parse(text);
    expect(document.problems).toEqual([]);
    expect(rootOf(document)).toBeUndefined();
  });

  it.each([
    ['GitLab', 'a: !reference [.job, script]\n'],
    ['CloudFormation', 'a: !Sub "${X}"\nb: !GetAtt [A, Arn]\nc: !If\n  - x\n  - y\n  - !Ref AWS::NoValue\n'],
    ['binary', 'a: !!binary aGVsbG8=\n'],
    ['YAML 1.1', '%YAML 1.1\n---\na: !!omap [x: 1]\nb: !!set {y, z}\n'],
  ])('accepts the tags of %s', (_, text) => {
    const document = parse(text);
    expect(document.problems).toEqual([]);
    expect(document.structure.tagged.length).toBeGreaterThan(0);
    expect(entriesOf(document, rootOf(document)).length).toBeGreaterThan(0);
  });

  it('reports duplicate keys once each, at the second key, in flow maps too', () => {
    const text = 'a: 1\nb: {x: 1, y: 2, x: 3}\n"a": 2\n';
    const document = parse(text);
    expect(document.problems.map(({ range }) => text.slice(range.start, range.end))).toEqual(['x', '"a"']);
    expect(document.problems[0]?.message).toMatch(/stands twice/u);
  });

  it('lets merge keys stand more than once', () => {
    expect(messages('x: &x {a: 1}\ny: &y {b: 1}\nz:\n  <<: *x\n  <<: *y\n')).toEqual([]);
  });

  it.each([
    ['an unclosed quote', 'a: "AKIAQYLPMN5HFIQR7XYA\nb: 1\n'],
    ['an unclosed bracket', 'a: [AKIAQYLPMN5HFIQR7XYA\nb: 1\n'],
    ['wrong indentation', 'a:\n    b: 1\n  AKIAQYLPMN5HFIQR7XYA: 1\n'],
    ['a second colon', 'a: AKIAQYLPMN5HFIQR7XYA: c\n'],
    ['a bad escape', 'a: "\\qAKIAQYLPMN5HFIQR7XYA"\n'],
    ['a tab', 'a:\n\tAKIAQYLPMN5HFIQR7XYA: 1\n'],
    ['a bad block header', 'a: |AKIAQYLPMN5HFIQR7XYA\n  b\n'],
    ['a stray text', 'a: 1\nAKIAQYLPMN5HFIQR7XYA\n'],
  ])('tells about %s in words of its own that never quote the text', (_, text) => {
    const document = parse(text);
    expect(document.problems.length).toBeGreaterThan(0);
    for (const { message, range } of document.problems) {
      expect(message).not.toContain('QYLPMN');
      expect(message).toMatch(/^[A-Z].*\.$/u);
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.end).toBeLessThanOrEqual(text.length);
    }
  });

  it('keeps what can be read beside a mistake', () => {
    const document = parse('a: 1\nb: "x\nc: 3\n');
    expect(document.problems.length).toBeGreaterThan(0);
    expect(findEntry(document, ['a'])?.scalar?.text).toBe('1');
  });

  it('finds comments with their ranges, and none in texts', () => {
    const text =
      '# one\r\na: "# no" # two\r\nb: |\r\n  # no\r\nc: x#no\r\n  # three\r\nd: [a, # four\r\n  b]\r\ne: | # five\r\n  t\r\n';
    const found = parse(text).comments.map(({ range, ownLine }) => [
      text.slice(range.start, range.end),
      ownLine,
    ]);
    expect(found).toEqual([
      ['# one', true],
      ['# two', false],
      ['# three', true],
      ['# four', false],
      ['# five', false],
    ]);
  });

  it('wraps values that are secrets by their key or their look, and no references', () => {
    const text =
      'AWS_SECRET_ACCESS_KEY: abc\nx: AKIAQYLPMN5HFIQR7XYA\naws-session-token: ${{ secrets.T }}\nid-token: write\ny: IQoJb3JpZ2luX2VjEJr\nregion: eu-west-1\n';
    const texts = entriesOf(parse(text), rootOf(parse(text))).map(
      (entry) => entry.scalar?.text instanceof SecretValue,
    );
    expect(texts).toEqual([true, true, false, false, true, false]);
  });
});

describe('parseYaml on hostile input', { timeout: 60_000 }, () => {
  it('never throws on random text', () => {
    const fragment = fc.oneof(
      fc.constantFrom(
        '- ',
        ': ',
        '? ',
        '\n',
        '  ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '&a ',
        '*a',
        '!t ',
        '|\n',
        '>-\n',
        '"',
        "'",
        '#',
        '---\n',
        '<<: ',
        '\t',
        '%',
        '\r',
        '\0',
        '\u001F',
        '\u0002',
        '\u0018',
        '\uFEFF',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 60 }), (parts) => {
        const document = parse(parts.join(''));
        const { length } = document.source.text;
        for (const { range } of [...document.problems, ...document.comments]) {
          expect(range.start >= 0 && range.start <= range.end && range.end <= length).toBe(true);
        }
        for (const entry of entriesOf(document, rootOf(document))) {
          for (const range of [entry.keyRange, entry.valueRange, entry.lineRange]) {
            expect(range.start >= 0 && range.start <= range.end && range.end <= length).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on a truncated workflow', () => {
    const text =
      'on: push\njobs:\n  a: &x\n    steps:\n      - run: |\n          x\n        env: {A: "b", C: *x}\n';
    for (let end = 0; end <= text.length; end += 1) expect(() => parse(text.slice(0, end))).not.toThrow();
  });

  it.each([
    ['brackets', '['.repeat(10_000)],
    ['braces', '{a: '.repeat(10_000)],
    ['dashes', '- '.repeat(10_000)],
    ['question marks', '? '.repeat(10_000)],
    ['levels', Array.from({ length: 10_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['one too many', '['.repeat(200) + ']'.repeat(200)],
  ])('refuses %s that nest too deeply', (_, text) => {
    const document = parse(text);
    expect(document.trees).toEqual([]);
    expect(document.problems.map(({ message }) => message)).toEqual([
      'This file is nested too deeply to be read.',
    ]);
  });

  it('accepts deep nesting that a person could write', () => {
    expect(parse('['.repeat(100) + ']'.repeat(100)).problems).toEqual([]);
  });

  it('never expands an alias bomb', () => {
    const lines = ['a0: &a0 {x: 1}'];
    for (let level = 1; level < 60; level += 1) {
      const before = `*a${level - 1}`;
      lines.push(`a${level}: &a${level} [${Array.from({ length: 20 }, () => before).join(', ')}]`);
      lines.push(
        `m${level}: &m${level}`,
        ...(level > 1 ? [`  <<: [*m${level - 1}, *m${level - 1}]`] : ['  y: 1']),
      );
    }
    const document = parse(lines.join('\n'));
    expect(document.problems).toEqual([]);
    const root = entriesOf(document, rootOf(document));
    expect(entriesOf(document, { node: root.at(-1)!.node!, shared: false }).length).toBeLessThan(3);
  });

  it('survives aliases and merges that go in circles', () => {
    const document = parse('a: &a\n  <<: *a\n  b: [*a]\ns: &s [*s, {<<: *s}]\nm:\n  <<: *s\n  c: 1\n');
    expect(entriesOf(document, rootOf(document)).map(({ key }) => key)).toEqual(['a', 's', 'm']);
    const m = findEntry(document, ['m']);
    expect(entriesOf(document, m && { node: m.node!, shared: false }).map(({ key }) => key)).toEqual(['c']);
  });

  it.each([
    ['too many tokens', 'a,'.repeat(200_000).replace(/^/u, '['), /too long/u],
    ['too many documents', '---\n'.repeat(2000), /too many documents/u],
    ['stray brackets', '}'.repeat(5000), /no YAML/u],
  ])('refuses %s', (_, text, message) => {
    const document = parse(text);
    expect(document.trees).toEqual([]);
    expect(document.problems[0]?.message).toMatch(message);
  });

  it('keeps the number of problems small', () => {
    expect(parse('a: "\n'.repeat(2000)).problems.length).toBeLessThanOrEqual(200);
  });

  const patterns: readonly (readonly [string, (size: number) => string])[] = [
    ['pairs', (size) => Array.from({ length: size }, (_, index) => `k${index}: v`).join('\n')],
    ['flow pairs', (size) => `{${Array.from({ length: size }, (_, index) => `k${index}: v`).join(', ')}}`],
    ['comments', (size) => `a:\n${'  # c\n'.repeat(size)}  b: c`],
    ['anchors', (size) => '- &a b\n- *a\n'.repeat(size)],
    ['quotes', (size) => `a: '\nb: "\n`.repeat(size)],
    ['blank lines', (size) => `a: |\n  b\n${'\n'.repeat(size)}c: d`],
    ['spaces in quotes', (size) => `a: "x${' '.repeat(size * 10)}y"`],
    ['empty items', (size) => `[${','.repeat(size)}`],
    ['block scalars', (size) => '- |\n  x\n\n'.repeat(size)],
    ['backslashes', (size) => `a: "${'\\\\'.repeat(size)}`],
  ];

  it.each(patterns)('reads %s in linear time', (_, make) => {
    const timed = (text: string): number => {
      const times = [0, 1, 2].map(() => {
        const start = performance.now();
        const document = parse(text);
        entriesOf(document, rootOf(document));
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    timed(make(1000));
    const small = timed(make(1000));
    const large = timed(make(8000));
    // Eight times the input; quadratic behaviour would take 64 times as long.
    expect(large).toBeLessThan(Math.max(small, 1) * 32);
  });
});
