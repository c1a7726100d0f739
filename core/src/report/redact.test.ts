import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../documents/document.ts';
import { parseModel } from '../linter.ts';
import { createSourceText } from '../text/source-text.ts';
import { applyEdits } from '../text/text-edit.ts';
import { createRedactor, maskSecrets } from './redact.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1';
const TOKEN = `IQoJb3JpZ2luX2VjEJr//////////${'aB3/'.repeat(40)}==`;
const KEY_ID = 'ASIAQNZGKIQY56JQ7WML';

/** The text as a reader of frames would see all of it. */
function redacted(kind: DocumentKind, text: string): string {
  const model = parseModel('file:///x', kind, createSourceText(text));
  const redactor = createRedactor(model);
  const edits = Array.from({ length: model.document.source.lines.lineCount }, (_, line) =>
    redactor.masksOf(line),
  )
    .flat()
    .map(({ start, end, shown }) => ({ start, end, newText: shown }));
  return applyEdits(text, edits);
}

describe('createRedactor', () => {
  it('shows an access key id by its kind and end, and nothing of secrets', () => {
    const text = `[dev]\naws_access_key_id = ${KEY_ID}\naws_secret_access_key = ${SECRET}\naws_session_token = ${TOKEN}\nregion = eu-west-1\n`;
    expect(redacted('aws-credentials', text)).toBe(
      '[dev]\naws_access_key_id = ASIA…7WML\naws_secret_access_key = ***\naws_session_token = ***\nregion = eu-west-1\n',
    );
  });

  it.each([
    ['a short secret', 'aws_secret_access_key = abc def'],
    ['a secret in a comment', `# aws_secret_access_key = ${SECRET}`],
    ['a secret without its key', SECRET],
    [
      'a secret in pieces',
      `aws_session_token = ${TOKEN.slice(0, 60)}\n  ${TOKEN.slice(60, 80)}\n  ${TOKEN.slice(80)}`,
    ],
    ['a secret under a wrong key', `region = ${SECRET}`],
    ['a token under a wrong key', `region = ${TOKEN}`],
    ['a key id in a comment', `# was ${KEY_ID}`],
    ['a broken line', `aws_secret_access_key ${SECRET.slice(0, 20)}`],
  ])('hides %s in an INI file', (_name, line) => {
    const shown = redacted('aws-config', `[default]\n${line}\n`);
    for (const part of line.match(/[\w/+]{10,}/gu) ?? []) {
      if (!part.startsWith('aws_')) expect(shown).not.toContain(part);
    }
    expect(shown).toMatch(/\*\*\*|ASIA…7WML/u);
  });

  it.each([
    [`export AWS_SECRET_ACCESS_KEY="${SECRET}"`, 'export AWS_SECRET_ACCESS_KEY="***"'],
    [`AWS_SECRET_ACCESS_KEY=hunter2 # mine`, 'AWS_SECRET_ACCESS_KEY=*** # mine'],
    [`#AWS_SESSION_TOKEN=${TOKEN}`, '#AWS_SESSION_TOKEN=***'],
    ['DB_PASSWORD=hunter2', 'DB_PASSWORD=***'],
    ['AWS_PROFILE=dev', 'AWS_PROFILE=dev'],
    ['AWS_SECRET_ACCESS_KEY=${FROM_ELSEWHERE}', 'AWS_SECRET_ACCESS_KEY=${FROM_ELSEWHERE}'],
  ])('shows %s of a .env as %s', (line, shown) => {
    expect(redacted('dotenv', `${line}\n`)).toBe(`${shown}\n`);
  });

  it.each([
    [`  AWS_SECRET_ACCESS_KEY: ${SECRET}`, '  AWS_SECRET_ACCESS_KEY: ***'],
    [`  AWS_SECRET_ACCESS_KEY: "hunter2"`, '  AWS_SECRET_ACCESS_KEY: "***"'],
    [
      '  AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET }}',
      '  AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET }}',
    ],
    ['  X: ${{ secrets.AWS_SECRET_ACCESS_KEY }}', '  X: ${{ secrets.AWS_SECRET_ACCESS_KEY }}'],
    [`  # aws-secret-access-key: ${SECRET}`, '  # aws-secret-access-key: ***'],
    [
      '  run: aws configure set aws_session_token abc --profile x',
      '  run: aws configure set aws_session_token *** --profile x',
    ],
    [
      '  run: aws configure set aws_session_token "$TOKEN"',
      '  run: aws configure set aws_session_token "$TOKEN"',
    ],
    [
      '  run: docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY  --rm image',
      '  run: docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY  --rm image',
    ],
    ['  id-token: write', '  id-token: write'],
    [
      '  uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8',
      '  uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8',
    ],
    ['  secrets: inherit', '  secrets: inherit'],
    [
      '  role-to-assume: arn:aws:iam::123456789012:role/deploy',
      '  role-to-assume: arn:aws:iam::123456789012:role/deploy',
    ],
  ])('shows %s of YAML as %s', (line, shown) => {
    expect(redacted('gitlab-ci', `job:\n${line}\n`)).toBe(`job:\n${shown}\n`);
  });

  it('hides each line of a secret that spans several', () => {
    const text = `variables:\n  AWS_SECRET_ACCESS_KEY: >-\n    ${SECRET.slice(0, 20)}\n    ${SECRET.slice(20)}\n`;
    const shown = redacted('gitlab-ci', text);
    expect(shown).not.toContain(SECRET.slice(0, 20));
    expect(shown).not.toContain(SECRET.slice(20));
  });

  it('gives masks inside their line, in order and apart, for any text', () => {
    const piece = fc.constantFrom(
      '[a]',
      'aws_secret_access_key',
      '=',
      ':',
      ' ',
      '\t',
      '"',
      "'",
      '\n',
      '\r\n',
      '#',
      SECRET,
      KEY_ID,
      TOKEN,
      '😀',
      '${X}',
    );
    const kind = fc.constantFrom<DocumentKind>(
      'aws-config',
      'aws-credentials',
      'dotenv',
      'gitlab-ci',
      'github-workflow',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), kind, (pieces, one) => {
        const text = pieces.join('');
        const shown = redacted(one, text);
        expect(shown).not.toContain(SECRET);
        expect(shown).not.toContain(KEY_ID);
        expect(shown).not.toContain(TOKEN.slice(0, 40));
      }),
    );
  });

  it('is quick with long lines of hostile text', () => {
    const lines = [
      'aws_secret_access_key'.repeat(20_000),
      `password${' '.repeat(400_000)}`,
      `"${'\\"'.repeat(200_000)}`,
      'AKIA'.repeat(100_000),
    ];
    const start = performance.now();
    for (const line of lines) redacted('gitlab-ci', `a: b\n# ${line}\n`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('maskSecrets', () => {
  it.each([
    ['plain', 'plain'],
    [`x ${KEY_ID} y`, 'x ASIA…7WML y'],
    [`cmd --token=${TOKEN}`, 'cmd --token=***'],
    [`cmd --password "a b" --region x`, 'cmd --password "a b" --region x'],
    [`cmd --password="a b" --region x`, 'cmd --password="***" --region x'],
    ['/home/me/some/long/path/to/a/token/file/of/mine', '/home/me/some/long/path/to/a/token/file/of/mine'],
    [SECRET, '***'],
  ])('shows %s as %s', (text, shown) => {
    expect(maskSecrets(text)).toBe(shown);
  });
});
