import fc from 'fast-check';

/** White space of every kind, as Python and JavaScript disagree on it. */
const space = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  ' ',
  '  ',
  '\t',
  '\u00a0',
  '\u0085',
  '\u001c',
  '\u001f',
  '\u2003',
  '\u2028',
  '\ufeff',
  '\v',
  '\f',
  '\u3000',
  '\u200b',
  '\u0000',
);
const indent = fc.constantFrom('', '', '', '', ' ', '  ', '    ', '\t', '\u00a0', '\u001d', '\ufeff');
const eol = fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r');

const key = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'region',
      'output',
      's3',
      'role_arn',
      'a',
      'b',
      'c',
      'Region',
      'AWS_X',
      '__proto__',
      'foo bar',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '--bar', '[x', 'ŞİẞΣ', 'toString', 'x.y', '#k', '[k]') },
);
const delimiter = fc.constantFrom('=', '=', '=', '=', ':', '==', '');
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', 'us-east-1', 'v', 'a b', 'a=b', 'a:b', '"q"', 'x#y') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'v # c',
      'v ;c',
      '# c',
      'v\u00a0# c',
      'v\u2028w',
      'a\u001eb=c',
      '%(x)s',
      ']',
      '[x]',
      'é😀',
    ),
  },
);
const name = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'default',
      'profile x',
      'profile y',
      'profile z',
      'x',
      'y',
      'sso-session s',
      'sso-session t',
      'services s',
      'profile default',
      'DEFAULT',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'profile "a b"',
      "profile 'a b'",
      'profile a b',
      'profile "x"',
      'profile  x',
      ' profile x ',
      'profile\tx',
      'profile\u00a0x',
      'profile.b',
      'profile.',
      'profiles x',
      'Profile x',
      'profile',
      'profile "x',
      'profile x\\',
      'profile x\\ y',
      'profile ""',
      'profile "a\\"b"',
      'profile "a\\b"',
      'profile x"y"',
      'plugins',
      'preview',
      '',
      ' ',
      '__proto__',
      'profile __proto__',
      'profile.__proto__',
      'sso-session.__proto__',
      'a b',
      'a#b',
      'profile a #b',
      'a]b',
      'services.s',
      'servicesx y',
      'default ',
      'profile @a+b.c%d:e/f',
      'x.y',
      'é',
      'profile é',
      'profiles',
      'sso_sessions',
    ),
  },
);
const headerTail = fc.constantFrom(
  '',
  '',
  '',
  '',
  '',
  ' # c',
  ' ;c',
  '#c',
  ' junk',
  ' # see [1]',
  ']',
  ' = x',
);

const header = fc
  .tuple(indent, name, fc.constantFrom(']', ']', ']', ']', ']', ']', ''), headerTail, space)
  .map(([lead, text, close, tail, trail]) => `${lead}[${text}${close}${tail}${trail}`);
const entry = fc.tuple(indent, key, space, delimiter, space, value, space).map((parts) => parts.join(''));
const other = fc.oneof(
  fc
    .tuple(
      indent,
      fc.constantFrom(
        '# c',
        '; c',
        '#',
        '',
        '',
        'word',
        'rem x',
        '=x',
        ':x',
        ':k=v',
        '[',
        ']',
        '[]',
        '\u200b',
      ),
    )
    .map((parts) => parts.join('')),
  fc.string({
    unit: fc.constantFrom(...Array.from(' \t=:#;[]ab"\'\\.\u00a0\u0085\u001c\u2028\ufeff\v')),
    maxLength: 12,
  }),
);

/** Files that the AWS CLI may well accept: distinct sections with distinct keys, and odd things only here and there. */
const acceptable = fc
  .uniqueArray(
    fc.tuple(
      header,
      fc.uniqueArray(entry, { maxLength: 5, selector: (line) => /^\s*([^=:]*?)\s*[=:]/u.exec(line)?.[1] }),
    ),
    {
      maxLength: 5,
      selector: ([line]) => line,
    },
  )
  .map((sections) => sections.flatMap(([head, entries]) => [head, ...entries]));

const lines = fc.oneof(
  { weight: 2, arbitrary: acceptable },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.oneof(
        { weight: 2, arbitrary: header },
        { weight: 5, arbitrary: entry },
        { weight: 2, arbitrary: other },
      ),
      { maxLength: 10 },
    ),
  },
);

/** The text of an AWS file, from well-formed to hopeless. Holds no lone surrogates: no file can. */
export const iniText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '', '', '', '', '\ufeff'),
    lines,
    fc.array(eol, { minLength: 10, maxLength: 40 }),
    fc.boolean(),
  )
  .map(([bom, all, eols, final]) => {
    const mixed = all.map(
      (line, index) => line + (index < all.length - 1 || final ? (eols[index % eols.length] ?? '\n') : ''),
    );
    return bom + mixed.join('');
  });
