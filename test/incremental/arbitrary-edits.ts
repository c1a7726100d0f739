import fc from 'fast-check';
import { allCases } from '../rules/case.ts';
import { editOfCharacters, editOfLines, type Edit } from './edit-of.ts';

/** The AWS files of all fixtures: something for every rule to say. */
const FILES = allCases().flatMap(({ texts, homeTexts }) =>
  [...texts, ...homeTexts].flatMap(([path, text]) =>
    /(?:^|\/)(?:config|credentials)$/u.test(path) ? [text.replaceAll(/\r\n?/gu, '\n')] : [],
  ),
);
const LINES = [...new Set(FILES.flatMap((text) => text.split('\n')))];

/** What turns the meaning of the lines around it. */
const TURNS = [
  '',
  '[',
  '[]',
  '[profile',
  '[profile x',
  '  [profile x]',
  '[profile x] # c',
  '[profile x]]',
  '[DEFAULT]',
  '[default]',
  '[services s]',
  '[sso-session s]',
  'endpoint_url = http://localhost:4566',
  's3 =',
  '  a = 1',
  '  a',
  '\ta: 1',
  '# keyless: ignore-file[unknown-key]',
  '# keyless: ignore[static-session-key, quoted-value] for now',
  '; aws_session_token = x',
  '\uFEFF# c',
  '\uFEFF',
  'region = "eu-west-1"',
  'region = eu-west-1 # c',
  'source_profile = x',
  '= 1',
  ': 1',
];

const line = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...LINES) },
  { weight: 1, arbitrary: fc.constantFrom(...TURNS) },
);
const lines = fc.oneof(
  { weight: 4, arbitrary: fc.array(line, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...FILES).map((text) => text.split('\n')) },
);
const eol = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');

/** A text of one to some fixtures, behind each other. */
export const startText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.constantFrom(...FILES), { minLength: 1, maxLength: 5 }),
    eol,
    fc.constantFrom('', '', '', '\uFEFF'),
  )
  .map(([texts, end, mark]) => mark + texts.join('\n').replaceAll('\n', end));

const ofLines = editOfLines(lines, eol);

const ofCharacters = editOfCharacters([
  '',
  'x',
  'x',
  '\n',
  '\r',
  ' ',
  '=',
  ':',
  '[',
  ']',
  '#',
  ';',
  '"',
  '\t',
  '\n[profile new]\n',
  '\uFEFF',
]);

/** Moves or repeats a part of the text. */
const ofParts: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(1000), fc.nat(1000), fc.boolean())
  .map(([from, to, repeated]) => (text) => {
    const all = text.split(/(?=^\[)/mu);
    const part = all[Math.floor((from / 1000) * all.length)] ?? '';
    const rest = repeated ? all : all.filter((one) => one !== part);
    const at = Math.floor((to / 1000) * (rest.length + 1));
    return [...rest.slice(0, at), part, ...rest.slice(at)].join('');
  });

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 3, arbitrary: ofLines },
  { weight: 4, arbitrary: ofCharacters },
  { weight: 1, arbitrary: ofParts },
);
