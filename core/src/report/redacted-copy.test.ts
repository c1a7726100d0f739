import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../documents/document.ts';
import { parseModel } from '../linter.ts';
import { createSourceText } from '../text/source-text.ts';
import { redactedCopy } from './redacted-copy.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1';
const TOKEN = `IQoJb3JpZ2luX2VjEJr//////////${'aB3/'.repeat(40)}==`;
const KEY_ID = 'ASIAQNZGKIQY56JQ7WML';
const STARS = { secret: '*'.repeat(SECRET.length), token: '*'.repeat(TOKEN.length) };
const SHOWN_ID = 'ASIA************7WML';

function copy(kind: DocumentKind, text: string, range?: { readonly start: number; readonly end: number }) {
  return redactedCopy(parseModel('file:///x', kind, createSourceText(text)), range);
}

describe('redactedCopy', () => {
  it('masks each character of a secret and leaves the rest as it is', () => {
    const text = (id: string, secret: string, token: string) =>
      `# 😀 pasted\r\n[profile dev]\r\n  aws_access_key_id = ${id}\r\n  aws_secret_access_key=${secret}\r\n\taws_session_token = ${token}\r\nregion = eu-west-1`;
    expect(copy('aws-config', text(KEY_ID, SECRET, TOKEN))).toBe(text(SHOWN_ID, STARS.secret, STARS.token));
  });

  it.each<readonly [DocumentKind, string, string]>([
    [
      'dotenv',
      `export AWS_SECRET_ACCESS_KEY="hunter2" # mine\n`,
      `export AWS_SECRET_ACCESS_KEY="*******" # mine\n`,
    ],
    ['dotenv', `#AWS_ACCESS_KEY_ID=${KEY_ID}\n`, `#AWS_ACCESS_KEY_ID=${SHOWN_ID}\n`],
    ['aws-config', `[a]\naws_secret_access_key = ab\n    cd\n`, `[a]\naws_secret_access_key = **\n    **\n`],
    ['aws-config', `[profile ${KEY_ID}]\n`, `[profile ${SHOWN_ID}]\n`],
    [
      'gitlab-ci',
      `a:\n  variables:\n    AWS_SECRET_ACCESS_KEY: >-\n      abcdef\n      ghi\n    X: y\n`,
      `a:\n  variables:\n    AWS_SECRET_ACCESS_KEY: >-\n      ******\n      ***\n    X: y\n`,
    ],
    [
      'gitlab-ci',
      'a: {b: ${{ secrets.AWS_SECRET_ACCESS_KEY }}}\n',
      'a: {b: ${{ secrets.AWS_SECRET_ACCESS_KEY }}}\n',
    ],
    [
      'kubernetes',
      `apiVersion: v1\nkind: Secret\ndata:\n  db: aHVudGVyMg==\n  id: "QVNJQVFOWkdLSVFZNTZKUTdXTUw="\n  file: |-\n    AAAA\n    BBBB\n`,
      `apiVersion: v1\nkind: Secret\ndata:\n  db: ************\n  id: ${'*'.repeat(30)}\n  file: |-\n    ****\n    ****\n`,
    ],
    ['kubernetes', 'id: QVNJQVFOWkdLSVFZNTZKUTdXTUw=\n', `id: ${'*'.repeat(28)}\n`],
    ['dotenv', '', ''],
  ])('copies a %s file with %j as %j', (kind, text, shown) => {
    expect(copy(kind, text)).toBe(shown);
  });

  it('copies a part, and of a secret that is cut no more than of a whole one', () => {
    const text = `AWS_ACCESS_KEY_ID=${KEY_ID}\nAWS_SECRET_ACCESS_KEY=${SECRET}\nA=1\n`;
    const secretAt = text.indexOf(SECRET);
    expect(copy('dotenv', text, { start: 0, end: 28 })).toBe('AWS_ACCESS_KEY_ID=ASIA******');
    expect(copy('dotenv', text, { start: secretAt + 4, end: secretAt + 9 })).toBe('*****');
    expect(copy('dotenv', text, { start: secretAt + 38, end: text.length })).toBe('**\nA=1\n');
    expect(copy('dotenv', text, { start: 5, end: 5 })).toBe('');
  });

  it('keeps every line as long as it is, shows no secret, and a part is the same part of the whole', () => {
    const piece = fc.constantFrom(
      '[a]',
      'aws_secret_access_key',
      'AWS_SESSION_TOKEN',
      '=',
      ':',
      ' ',
      '\t',
      '"',
      '\n',
      '\r\n',
      '#',
      SECRET,
      KEY_ID,
      TOKEN,
      '😀',
      '${X}',
    );
    const kind = fc.constantFrom<DocumentKind>('aws-config', 'dotenv', 'gitlab-ci', 'github-workflow');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), kind, fc.nat(), fc.nat(), (pieces, one, a, b) => {
        const text = pieces.join('');
        const whole = copy(one, text);
        expect(whole.split(/\r?\n/u).map(({ length }) => length)).toEqual(
          text.split(/\r?\n/u).map(({ length }) => length),
        );
        for (const secret of [SECRET, KEY_ID, TOKEN.slice(0, 40)]) expect(whole).not.toContain(secret);
        const [start = 0, end = 0] = [a, b].map((at) => at % (text.length + 1)).sort((x, y) => x - y);
        expect(copy(one, text, { start, end })).toBe(whole.slice(start, end));
      }),
    );
  });
});
