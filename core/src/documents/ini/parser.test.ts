import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import { createSourceText } from '../../text/source-text.ts';
import type { IniKind } from '../document.ts';
import { parseIni } from './parser.ts';

const parse = (text: string, kind: IniKind = 'aws-config') =>
  parseIni('file:///x', kind, createSourceText(text));

/** The entries of all sections as `section.key=value`. */
function entriesOf(text: string): readonly string[] {
  const slice = ({ start, end }: Range): string => text.slice(start, end);
  return parse(text).sections.flatMap(({ name, entries }) =>
    entries.map(({ keyRange, valueRange, parent }) =>
      [name, ...(parent ? [parent.key] : []), `${slice(keyRange)}=${slice(valueRange)}`].join('.'),
    ),
  );
}

describe('parseIni', () => {
  it('reads sections and entries with their places', () => {
    const text = '[default]\nregion = us-east-1\n\n[profile x]\n  Output=json\n';
    const { sections } = parse(text);
    expect(sections.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '[default]\nregion = us-east-1\n\n',
      '[profile x]\n  Output=json\n',
    ]);
    expect(sections[1]?.entries[0]).toMatchObject({
      name: 'output',
      key: 'Output',
      delimiter: '=',
      value: 'json',
      indented: true,
      swallowed: false,
      parent: undefined,
    });
    expect(entriesOf(text)).toEqual(['default.region=us-east-1', 'x.Output=json']);
  });

  it.each([
    ['a colon', '[x]\nregion: eu', ['x.region=eu']],
    ['the first of two delimiters', '[x]\nrole_arn:x=y', ['x.role_arn=x=y']],
    ['a comment behind a value', '[x]\nregion = eu # c', ['x.region=eu # c']],
    ['an empty value', '[x]\nregion =  \n', ['x.region=']],
    [
      'a block',
      '[x]\ns3 =\n  a = 1\n\n  # c\n  b = c:d\nregion = eu',
      ['x.s3=', 'x.s3.a=1', 'x.s3.b=c:d', 'x.region=eu'],
    ],
    ['a block under a comment', '[x]\ns3 = # c\n  a = 1', ['x.s3=# c', 'x.s3.a=1']],
    ['a swallowed entry', '[x]\nregion = eu\n  output = json', ['x.region=eu', 'x.output=json']],
    [
      'a swallowed header',
      '[x]\nregion = eu\n  [profile y]\noutput = json',
      ['x.region=eu', 'y.output=json'],
    ],
    ['white space of other scripts', '[x]\nregion\u00a0=\u00a0eu\u3000', ['x.region=eu']],
    ['a key that starts with a colon', '[x]\n:a=b', ['x.:a=b']],
    ['an unclosed header', '[default]\na = 1\n[profile x\nb = 2', ['default.a=1', 'x.b=2']],
  ])('takes %s for what it is meant to be', (_, text, expected) => expect(entriesOf(text)).toEqual(expected));

  it('marks swallowed entries', () => {
    const { sections } = parse('[x]\nregion = eu\n  output = json\ns3 =\n  a = 1');
    expect(sections[0]?.entries.map(({ key, swallowed }) => [key, swallowed])).toEqual([
      ['region', false],
      ['output', true],
      ['s3', false],
      ['a', false],
    ]);
  });

  it('types each line', () => {
    const text = '[x]\n\n# c\n; c\nregion = eu\n  more\nword\ns3 =\n  a = 1\n  word\n=x\n';
    expect(parse(text).lines.map(({ type }) => type)).toEqual([
      'header',
      'blank',
      'comment',
      'comment',
      'entry',
      'continuation',
      'unrecognised',
      'entry',
      'entry',
      'unrecognised',
      'unrecognised',
    ]);
  });

  it.each([
    ['a continuation', '[x]\na = 1\n  more\n\n  yet more\nb = 2', 'a = 1\n  more\n\n  yet more\n'],
    ['the rest of a command', '[x]\na = cmd\n  --b=c\nb = 2', 'a = cmd\n  --b=c\n'],
    ['a block', '[x]\na =\n  b = 1\n  # c\n  c = 2\n\nb = 2', 'a =\n  b = 1\n  # c\n  c = 2\n'],
    ['no swallowed setting', '[x]\na = 1\n  b = 2\n', 'a = 1\n'],
    ['no blank lines behind', '[x]\na = 1\n\n\n[y]', 'a = 1\n'],
    ['no final newline', '[x]\na = 1', 'a = 1'],
  ])('gives an entry %s', (_, text, expected) => {
    const entry = parse(text).sections[0]?.entries[0];
    expect(text.slice(entry?.lineRange.start, entry?.lineRange.end)).toBe(expected);
  });

  it('keeps entries before the first header apart', () => {
    const { orphans, sections } = parse('a = 1\n[x]\nb = 2');
    expect(orphans.map(({ key }) => key)).toEqual(['a']);
    expect(sections).toHaveLength(1);
  });

  it('wraps secrets, by their key or their look', () => {
    const { sections } = parse(
      '[x]\naws_secret_access_key = abc\nfoo = AKIAQNZGKIQY56JQ7WML\nregion = eu\naws_session_token =',
    );
    expect(sections[0]?.entries.map(({ value }) => value instanceof SecretValue || value)).toEqual([
      true,
      true,
      'eu',
      '',
    ]);
    expect(JSON.stringify(sections)).not.toMatch(/abc|AKIAQ/u);
  });

  it('finds commented entries', () => {
    const text =
      '# a = 1\n[x]\n#aws_session_token=abc\n; # b: c\n# note: prose\n# some words = prose\n# role_arn: arn';
    const { commentedEntries, sections } = parse(text);
    expect(commentedEntries.map(({ name, section }) => [name, section?.name])).toEqual([
      ['a', undefined],
      ['aws_session_token', 'x'],
      ['role_arn', 'x'],
    ]);
    expect(commentedEntries[1]?.section).toBe(sections[0]);
    expect(commentedEntries[1]?.value).toBeInstanceOf(SecretValue);
  });

  it('counts in UTF-16 units and knows all line endings', () => {
    const text = '# 😀\r\n[x]\ra = 1\nb = 2';
    const { lines, sections } = parse(text);
    expect(lines.map(({ full }) => text.slice(full.start, full.end))).toEqual([
      '# 😀\r\n',
      '[x]\r',
      'a = 1\n',
      'b = 2',
    ]);
    expect(sections[0]?.entries.map(({ keyRange }) => text.charAt(keyRange.start))).toEqual(['a', 'b']);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(...Array.from(' \t\r\n=:#;[]ab"\'\\.\u00a0\u0085\u001c\u2028\ufeff\v')),
    }),
  );

  it('loses nothing and never throws', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom<IniKind>('aws-config', 'aws-credentials'), (raw, kind) => {
        const source = createSourceText(raw);
        const document = parseIni('file:///x', kind, source);
        expect(document.lines.map(({ full }) => source.text.slice(full.start, full.end)).join('')).toBe(
          source.text,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['region = eu-west-1', true],
    ['region=', true],
    ['region = a"b"', true],
    ['Region = eu-west-1', false],
    ['region: eu-west-1', false],
    ['region = "eu-west-1"', false],
    ["region = 'eu-west-1", false],
    ['region = eu-west-1 # here', false],
    ['region = eu-west-1;', false],
    ['aws_session_token = a;b', false],
    ['aws_session_token = ab', true],
  ])('tells whether every tool reads %j alike', (line, isFlawless) => {
    const { sections } = parse(`[default]\n${line}\n`);
    expect(sections.flatMap(({ entries }) => entries.map((entry) => entry.isFlawless))).toEqual([isFlawless]);
  });

  it('takes no swallowed line for one that every tool reads alike', () => {
    const { sections } = parse('[default]\nregion = a\n  output = json\ns3 =\n  max_queue_size = 5\n');
    expect(sections[0]?.entries.map((entry) => entry.isFlawless)).toEqual([true, false, true, true]);
  });

  it('puts all nodes inside what they belong to', () => {
    const within = (outer: Range, ...inner: readonly Range[]): boolean =>
      inner.every(({ start, end }) => outer.start <= start && start <= end && end <= outer.end);
    fc.assert(
      fc.property(anyText, (raw) => {
        const { sections, orphans, problems, commentedEntries, source } = parse(raw);
        const all = { start: 0, end: source.text.length };
        for (const { range, headerRange, nameRange, entries } of sections) {
          expect(within(all, range) && within(range, headerRange) && within(headerRange, nameRange)).toBe(
            true,
          );
          expect(within(range, ...entries.map(({ lineRange }) => lineRange))).toBe(true);
        }
        for (const entry of [...orphans, ...sections.flatMap(({ entries }) => entries)]) {
          expect(within(entry.lineRange, entry.keyRange, entry.delimiterRange, entry.valueRange)).toBe(true);
          expect(entry.keyRange.end).toBeGreaterThan(entry.keyRange.start);
        }
        for (const entry of commentedEntries)
          expect(within(entry.lineRange, entry.keyRange, entry.valueRange)).toBe(true);
        expect(within(all, ...problems.map(({ range }) => range))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
