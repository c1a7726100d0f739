import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { runConfigParser } from './config-parser.ts';
import { optionValue } from './parser-option.ts';

const run = (text: string, options: { bom?: boolean; malformed?: boolean } = {}) => {
  const source = createSourceText(text, options);
  const result = runConfigParser(source);
  const problems = result.problems.map(({ kind, range }) => [
    kind,
    source.lines.positionAt(range.start).line + 1,
  ]);
  return { ...result, problems };
};

describe('runConfigParser', () => {
  it.each<[string, string, readonly (readonly [string, number])[]]>([
    ['a section twice', '[x]\na = 1\n[y]\n[x]\nb = 1', [['duplicate-section', 4]]],
    ['a key twice, whatever its case', '[x]\nregion = a\nRegion = b', [['duplicate-key', 3]]],
    ['a key twice in two [DEFAULT]', '[DEFAULT]\na = 1\n[DEFAULT]\na = 2', [['duplicate-key', 4]]],
    ['text before the first section, once', 'a = 1\nb = 2\n[x]', [['no-section', 1]]],
    ['an unclosed header', '[x]\n[profile y\n', [['unclosed-header', 2]]],
    [
      'an unclosed header at the start',
      '[profile y\na = 1\n[x]',
      [
        ['unclosed-header', 1],
        ['no-section', 2],
      ],
    ],
    ['an empty header', '[x]\n[]\n', [['empty-header', 2]]],
    ['a line without delimiter', '[x]\nregion\na = 1', [['no-delimiter', 2]]],
    ['a line without key', '[x]\n= 1', [['no-key', 2]]],
    ['a nested line without equals sign', '[x]\ns3 =\n  a = 1\n  b: 2', [['nested-without-equals', 4]]],
    [
      'several mistakes, in their order',
      '[x]\ns3 =\n  a\n[x]\nword',
      [
        ['nested-without-equals', 3],
        ['duplicate-section', 4],
        ['no-delimiter', 5],
      ],
    ],
    ['a bad block that all sections inherit', '[DEFAULT]\ns3 =\n  a\n[x]', [['nested-without-equals', 3]]],
    ['a bad block that nobody inherits', '[DEFAULT]\ns3 =\n  a\n[x]\ns3 = 1', []],
    ['nothing wrong', '[x]\na = 1\n  b\n\n[y]\na: 1\n# c\n', []],
    ['an empty file', '', []],
  ])('sees %s', (_, text, expected) => expect(run(text).problems).toEqual(expected));

  it('refuses a byte order mark and broken bytes', () => {
    expect(run('[x]', { bom: true }).problems).toEqual([['byte-order-mark', 1]]);
    expect(run('[x]\na = \uFFFD', { malformed: true }).problems).toEqual([['malformed-encoding', 2]]);
    expect(run('[x]\na = \uFFFD').problems).toEqual([]);
  });

  it('stops noting problems at some point', () =>
    expect(run('[x]\n' + 'word\n'.repeat(1000)).problems).toHaveLength(100));

  it('joins the lines of a value', () => {
    const option = run('[x]\na = 1\n\n  2\n # c\n  3\n\n').sections.get('x')?.options.get('a');
    expect(option && optionValue(option)).toBe('1\n\n2\n3');
    expect(option?.lines).toEqual([1, 2, 3, 5, 6, 7]);
  });

  it('keeps secrets out of its messages', () => {
    const { problems } = runConfigParser(
      createSourceText('aws_secret_access_key abcdefgh\n[abcdefgh\n[x]\nabcdefgh'),
    );
    expect(problems.length).toBeGreaterThan(1);
    expect(JSON.stringify(problems)).not.toContain('abcdefgh');
  });
});
