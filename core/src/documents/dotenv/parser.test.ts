import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretValue } from '../../secret/secret-value.ts';
import { createSourceText } from '../../text/source-text.ts';
import type { DotenvAssignment } from './nodes.ts';
import { parseDotenv } from './parser.ts';

const parse = (text: string) => parseDotenv('file:///.env', createSourceText(text));

const show = ({ prefix, name, value, quote }: DotenvAssignment): readonly unknown[] => [
  prefix,
  name,
  value instanceof SecretValue ? '***' : value,
  quote,
];

describe('parseDotenv', () => {
  it.each<[string, readonly (readonly unknown[])[]]>([
    ['A=b', [['', 'A', 'b', 'none']]],
    [' A = b c ', [['', 'A', 'b c', 'none']]],
    ['export A=b', [['export ', 'A', 'b', 'none']]],
    ['set A=b', [['set ', 'A', 'b', 'none']]],
    ['$env:A = "b"', [['$env:', 'A', 'b', 'double']]],
    [
      '$Env:A=b\nB=c',
      [
        ['$Env:', 'A', 'b', 'none'],
        ['', 'B', 'c', 'none'],
      ],
    ],
    ['A="b # c"', [['', 'A', 'b # c', 'double']]],
    ["A='b\\nc'", [['', 'A', 'b\\nc', 'single']]],
    ['A=`b"c`', [['', 'A', 'b"c', 'backtick']]],
    [
      'A="b\r\nc"\nB=d',
      [
        ['', 'A', 'b\nc', 'double'],
        ['', 'B', 'd', 'none'],
      ],
    ],
    ['A="b\\"c"', [['', 'A', 'b\\"c', 'double']]],
    ['A="b" c', [['', 'A', '"b" c', 'none']]],
    [
      'A="b\nB=c',
      [
        ['', 'A', '"b', 'none'],
        ['', 'B', 'c', 'none'],
      ],
    ],
    ['A=b#c', [['', 'A', 'b', 'none']]],
    [
      'A=\nB=',
      [
        ['', 'A', '', 'none'],
        ['', 'B', '', 'none'],
      ],
    ],
    ['A=""', [['', 'A', '', 'double']]],
    ['A: b', [['', 'A', 'b', 'none']]],
    ['A:b', []],
    ['just words', []],
    ['=b', []],
    [
      'A=b\r\nB=c\rC=d',
      [
        ['', 'A', 'b', 'none'],
        ['', 'B', 'c', 'none'],
        ['', 'C', 'd', 'none'],
      ],
    ],
    ['A==b=', [['', 'A', '=b=', 'none']]],
    ['AWS_SECRET_ACCESS_KEY=abc', [['', 'AWS_SECRET_ACCESS_KEY', '***', 'none']]],
    ['X=ASIAQNZGKIQY56JQ7WML', [['', 'X', '***', 'none']]],
    ['DB_PASSWORD=abc', [['', 'DB_PASSWORD', '***', 'none']]],
    ['AWS_SESSION_TOKEN=', [['', 'AWS_SESSION_TOKEN', '', 'none']]],
  ])('reads %j', (text, expected) => expect(parse(text).assignments.map(show)).toEqual(expected));

  it('knows where everything is', () => {
    const text = '# 😀\nexport AWS_PROFILE = "dev" # the usual\n\nB=\n';
    const [first, second] = parse(text).assignments;
    const slice = (range: { start: number; end: number } | undefined) =>
      range && text.slice(range.start, range.end);
    expect(slice(first?.nameRange)).toBe('AWS_PROFILE');
    expect(slice(first?.valueRange)).toBe('dev');
    expect(slice(first?.commentRange)).toBe('# the usual');
    expect(slice(first?.lineRange)).toBe('export AWS_PROFILE = "dev" # the usual\n');
    expect(slice(second?.valueRange)).toBe('');
    expect(second?.valueRange.start).toBe(text.indexOf('B=') + 2);
    expect(second?.commentRange).toBeUndefined();
  });

  it('types each logical line', () => {
    const { lines } = parse('\n# c\nA="b\nc"\nwords\n  \nB=c');
    expect(lines.map(({ type }) => type)).toEqual([
      'blank',
      'comment',
      'assignment',
      'unrecognised',
      'blank',
      'assignment',
    ]);
  });

  it('finds commented assignments, each on its own line', () => {
    const text =
      "#AWS_SESSION_TOKEN=abc\n# export A='b' # c\n## $env:B = c\n# note: this = that\n# A=\"b\nC=d\n# A\n# = b";
    const { commentedAssignments, assignments } = parse(text);
    expect(commentedAssignments.map(show)).toEqual([
      ['', 'AWS_SESSION_TOKEN', '***', 'none'],
      ['export ', 'A', 'b', 'single'],
      ['$env:', 'B', 'c', 'none'],
      ['', 'A', '"b', 'none'],
    ]);
    expect(assignments.map(show)).toEqual([['', 'C', 'd', 'none']]);
  });

  it('reads a shell script no worse than it must', () => {
    const { assignments } = parse('source_up\nif [ -f x ]; then\n  export A=b\nfi\nPATH_add bin\n');
    expect(assignments.map(show)).toEqual([['export ', 'A', 'b', 'none']]);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('AB="\'`\\#: \t\n\r\u2028\u00a0\ufeff$')) }),
  );

  it('loses nothing, never throws, and keeps its ranges in order', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const { lines, assignments, source } = parse(raw);
        expect(lines.map(({ full }) => source.text.slice(full.start, full.end)).join('')).toBe(source.text);
        for (const { lineRange, nameRange, valueRange, commentRange } of assignments) {
          const places = [lineRange.start, nameRange.start, nameRange.end, valueRange.start, valueRange.end];
          const rest = commentRange ? [commentRange.start, commentRange.end, lineRange.end] : [lineRange.end];
          expect([...places, ...rest]).toEqual([...places, ...rest].sort((a, b) => a - b));
        }
      }),
      { numRuns: 3000 },
    );
  });
});
