import fc from 'fast-check';
import { allCases } from '../rules/case.ts';
import { editOfCharacters, editOfLines, type Edit } from './edit-of.ts';

/** The workflows of all fixtures: something for every rule to say. */
const FILES = allCases().flatMap(({ texts }) =>
  [...texts].flatMap(([path, text]) =>
    /\.github\/workflows\/[^/]+\.ya?ml$/u.test(path) ? [text.replaceAll(/\r\n?/gu, '\n')] : [],
  ),
);
const LINES = [...new Set(FILES.flatMap((text) => text.split('\n')))];
/** What stands below `jobs:` at the end of a file. */
const JOBS = FILES.flatMap((text) => {
  const at = text.search(/^jobs:\n(?= {2}\S)/mu);
  const jobs = at < 0 ? '' : text.slice(at + 'jobs:\n'.length);
  return jobs === '' || /^\S/mu.test(jobs) ? [] : [jobs.endsWith('\n') ? jobs : `${jobs}\n`];
});
/** Jobs that hold keys. */
const KEYED = JOBS.filter((text) => /AWS_ACCESS_KEY_ID|aws-access-key-id/u.test(text));
const HEADS = [
  'on: push\n',
  'name: x\non:\n  push:\n    branches: [main]\npermissions:\n  contents: read\n',
  '# c\n\non: [push, workflow_call]\nenv:\n  AWS_REGION: eu-west-1\n\n# c\n',
  '---\non: push\npermissions: {}\n',
  'on: push\npermissions:\n  id-token: write\nenv:\n  AWS_ACCESS_KEY_ID: ${{ secrets.KEY }}\n',
];

/** What turns the meaning of the lines around it. */
const TURNS = [
  '',
  '---',
  '...',
  '--- # c',
  '%YAML 1.1',
  '# c',
  '  # c',
  '    # c',
  '  same:',
  '  same: ',
  '  same: &a',
  '  &a',
  '  !x',
  '  same: *a',
  '  *a :',
  '  <<: *a',
  '  ? x',
  '  : y',
  '  "same":',
  '  same : x',
  '  same: |',
  '  same: >-',
  '  same: {',
  '  same: [a,',
  '  }',
  '  ]',
  '  same: "',
  "  same: '",
  '  same: !x y',
  '  - a',
  '   odd: 1',
  ' odd: 1',
  '\todd: 1',
  '  \todd: 1',
  'top:',
  'top: |',
  'top: &a',
  'jobs:',
  'jobs: &a',
  'jobs: !x',
  'jobs: {',
  'jobs: |',
  '  run',
  '    run',
  '      - run: "',
  '      - run: |',
  '    env: &env',
  '    env: *env',
  '    env: { A: 1,',
  '    x: 1 # keyless: ignore[ci-stored-keys] for now',
  '# keyless: ignore-file[environment-dump]',
  '    uses: ./.github/workflows/x.yml',
  '    secrets: inherit',
  '    needs: same',
  // What is told of one job may hang on these in another one, or beside the jobs.
  '    if: env.AWS_ACCESS_KEY_ID != 0',
  '    if: ${{ secrets.KEY && secrets.AWS_ACCESS_KEY_ID }}',
  '      - run: test -n "$AWS_ACCESS_KEY_ID"',
  '      - run: echo ${{ github.token }}',
  `      - uses: actions/cache@${'ab12'.repeat(10)}`,
  '      - uses: aws-actions/configure-aws-credentials@v4\n        with: { aws-region: eu-west-1 }',
  '    outputs:\n      token: ${{ steps.x.outputs.session_token }}',
  '# do not edit',
  'permissions: read-all',
  'permissions:\n  id-token: write',
  'on: [workflow_call]',
  'on: pull_request_target',
  'env:\n  DURATION: 99999\n  ROLE: x',
];

const line = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...LINES) },
  { weight: 3, arbitrary: fc.constantFrom(...TURNS) },
);
const lines = fc.oneof(
  { weight: 4, arbitrary: fc.array(line, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...JOBS).map((text) => text.split('\n')) },
);
const eol = fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r');

/** A workflow of many jobs. */
export const startWorkflow = workflowOf(HEADS, JOBS);

/** One whose jobs mostly hold keys. */
export const startKeyed = workflowOf(HEADS.slice(0, 3), [...KEYED, ...KEYED, ...JOBS]);

function workflowOf(heads: readonly string[], jobs: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...heads),
      fc.array(fc.constantFrom(...jobs), { minLength: 6, maxLength: 16 }),
      fc.constantFrom('', '', '\n', '  # c\n', '# c\n'),
      fc.constantFrom('\n', '\n', '\n', '\r\n'),
      fc.constantFrom('', '', '', '\uFEFF'),
      fc.constantFrom('', '', '', 'env:\n  A: b\n'),
    )
    .map(([head, chosen, between, end, mark, tail]) => {
      const named = chosen.map((job, index) => job.replace(/^( {2}[\w-]+)(?=:)/u, `$1-${index}`));
      return mark + `${head}jobs:\n${named.join(between)}${tail}`.replaceAll('\n', end);
    });
}

const ofLines = editOfLines(lines, eol);

const ofCharacters = editOfCharacters([
  ...['', 'x', 'x', '\n', '\r', ' ', '  ', ':', ': ', '- ', '[', ']', '{', '}', '#', ' #', '"', "'"],
  ...['\t', '|', '>', '&a ', '*a', '!x ', '? ', '\n  new:\n', '\n---\n', '\n...\n', '\uFEFF', '%', ','],
]);

/** Indents some lines, or takes their indentation. */
const ofIndent: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(1000), fc.integer({ min: 1, max: 40 }), fc.constantFrom(-2, -1, 1, 2))
  .map(([share, count, by]) => (text) => {
    const all = text.split('\n');
    const at = Math.floor((share / 1000) * all.length);
    const shift = (one: string): string => (by > 0 ? ' '.repeat(by) + one : one.replace(/^ {1,2}/u, ''));
    return all.map((one, index) => (index >= at && index < at + count ? shift(one) : one)).join('\n');
  });

/** Moves or repeats a job. */
const ofJobs: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(1000), fc.nat(1000), fc.boolean())
  .map(([from, to, repeated]) => (text) => {
    const all = text.split(/(?=^ {2}[\w-]+:\r?$)/mu);
    const part = all[Math.floor((from / 1000) * all.length)] ?? '';
    const rest = repeated ? all : all.filter((one) => one !== part);
    const at = Math.floor((to / 1000) * (rest.length + 1));
    return [...rest.slice(0, at), part, ...rest.slice(at)].join('');
  });

/** What a job, or a key beside the jobs, tells of the whole workflow, on which hangs what is said of others and how they are rewritten. */
const TOLD = {
  job: [
    "    if: env.AWS_ACCESS_KEY_ID != ''",
    '    if: ${{ secrets.AWS_ACCESS_KEY_ID && 1 }}',
    '    name: ${{ github.token }}',
    '    name: x',
    '    env: { A: access_key, B: secret_key, C: session_token }',
    '    permissions: {}',
  ],
  beside: [
    'permissions: read-all',
    'permissions:\n  contents: write',
    'permissions: write-all',
    'env:\n  AWS_REGION: us-east-1',
    'name: x',
  ],
  step: [
    '      - run: test -n "$AWS_ACCESS_KEY_ID"',
    '      - run: echo "$GITHUB_TOKEN"',
    '      - run: echo ${{ secrets.AWS_SECRET_ACCESS_KEY || 1 }}',
    `      - uses: actions/cache@${'ab12'.repeat(10)}\n      - uses: actions/x@${'ab12'.repeat(10)}`,
    '      - uses: actions/cache@v4\n      - uses: actions/x@v4',
    '      - run: aws s3 ls',
    '      - run: aws s3 ls\n        env: { AWS_ACCESS_KEY_ID: "${{ secrets.PROD_ID }}" }',
    '      - uses: aws-actions/configure-aws-credentials@v4\n        with: { aws-region: eu-west-1 }',
  ],
};

/** Lets a job or its workflow tell something, in lines of its own, or takes such lines from wherever they are. */
export const toldEdit: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.nat(1000),
    fc.oneof(
      fc.constantFrom(...TOLD.job).map((lines) => [/(?<=^ {2}[\w-]+:\r?\n)(?= {4}\S)/gmu, lines] as const),
      fc.constantFrom(...TOLD.beside).map((lines) => [/^(?=jobs:\r?\n)/gmu, lines] as const),
      fc.constantFrom(...TOLD.step).map((lines) => [/(?<=^ {4}steps:\r?\n)(?= {6}- )/gmu, lines] as const),
    ),
    fc.nat(3),
  )
  .map(([share, [place, lines], taken]) => (text) => {
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    const added = `${lines}\n`.replaceAll('\n', end);
    if (taken === 0 && text.includes(added)) return text.replace(added, '');
    const places = [...text.matchAll(place)].map(({ index }) => index);
    const at = places[Math.floor((share / 1001) * places.length)];
    return at === undefined ? text : text.slice(0, at) + added + text.slice(at);
  });

export const yamlEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: ofLines },
  { weight: 6, arbitrary: ofCharacters },
  { weight: 1, arbitrary: ofIndent },
  { weight: 1, arbitrary: ofJobs },
);
