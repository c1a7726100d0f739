import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../documents/dotenv/parser.ts';
import type { IniKind } from '../../documents/document.ts';
import { parseModel } from '../../linter.ts';
import { createSourceText } from '../../text/source-text.ts';
import type { CredentialSet } from '../credential-set.ts';
import { dotenvCredentialSets } from './dotenv-sets.ts';

const SESSION_ID = 'ASIAQNZGKIQY56JQ7WML';
const USER_ID = 'AKIASP2TPHJSQH3FJRUX';
const SECRET = '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';
const TOKEN = `IQoJb3JpZ2luX2Vj${'Ab3+/'.repeat(12)}==`;

const iniSets = (text: string, kind: IniKind = 'aws-config') =>
  parseModel('file:///c', kind, createSourceText(text)).credentialSets;
const envSets = (text: string, uri = 'file:///r/.env') =>
  dotenvCredentialSets(parseDotenv(uri, createSourceText(text)));

/** Owner, label, and the sites as `part origin text`, commented ones behind a `#`. */
function show(text: string, sets: readonly CredentialSet[]): readonly unknown[] {
  return sets.map(({ owner, label, sites }) => [
    owner.type,
    label,
    sites.map(
      ({ part, origin, range, commentedOut }) =>
        `${commentedOut ? '#' : ''}${part} ${origin} ${text.slice(range.start, range.end)}`,
    ),
  ]);
}

const showIni = (text: string, kind?: IniKind) => show(text, iniSets(text, kind));
const showEnv = (text: string, uri?: string) => show(text, envSets(text, uri));

describe('sectionCredentialSets', () => {
  it('gives one set a section, in document order', () => {
    const text = `[default]\nregion = eu\naws_access_key_id = ${SESSION_ID}\nAWS_SECRET_ACCESS_KEY=${SECRET}\naws_security_token: ${TOKEN}\n[profile x]\naws_access_key_id=${USER_ID}\n[profile y]\nregion = eu\n`;
    expect(showIni(text)).toEqual([
      [
        'profile',
        'profile default',
        [
          `access-key-id literal ${SESSION_ID}`,
          `secret-access-key literal ${SECRET}`,
          `session-token literal ${TOKEN}`,
        ],
      ],
      ['profile', 'profile x', [`access-key-id literal ${USER_ID}`]],
    ]);
    const [first] = iniSets(text);
    expect(first?.owner).toMatchObject({ section: { name: 'default' } });
    expect(first?.sites[1]?.name).toBe('AWS_SECRET_ACCESS_KEY');
    expect(first?.sites[0]?.value.matches(/^ASIAQNZGKIQY56JQ7WML$/u)).toBe(true);
  });

  it.each([
    ['a reference', '${AWS_KEY}'],
    ['a template', '{{ key }}'],
    ['a command', '$(pass aws)'],
    ['nothing', ''],
  ])('is silent about %s', (_, value) =>
    expect(showIni(`[default]\naws_access_key_id = ${value}\n`)).toEqual([]),
  );

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    '<your key>',
    'AKIAXXXXXXXXXXXXXXXX',
    'ASIA0189018901890189',
    'changeme',
    'test',
  ])('takes %s for a stand-in', (value) =>
    expect(showIni(`[default]\naws_access_key_id = ${value}\n`)).toEqual([
      ['profile', 'profile default', [`access-key-id placeholder ${value}`]],
    ]),
  );

  it('sees a value behind quotes and before a comment', () => {
    const text = `[default]\naws_access_key_id = "${SESSION_ID}"\naws_session_token = ${TOKEN} # until noon\n`;
    expect(showIni(text)).toEqual([
      [
        'profile',
        'profile default',
        [`access-key-id literal ${SESSION_ID}`, `session-token literal ${TOKEN}`],
      ],
    ]);
  });

  it.each([
    ['its own address', '[profile x]\nendpoint_url = http://localhost:4566\n', ''],
    ['one for S3', '[profile x]\ns3 =\n  endpoint_url = http://localhost:9000\n', ''],
    [
      'a services section',
      '[profile x]\nservices = local\n',
      '[services local]\ns3 =\n  endpoint_url = http://localhost:9000\n',
    ],
  ])('is silent about dummies and foreign keys with %s', (_, head, tail) => {
    expect(showIni(`${head}aws_access_key_id = test\naws_secret_access_key = test\n${tail}`)).toEqual([]);
    expect(
      showIni(`${head}aws_access_key_id = 0123456789abcdef\naws_secret_access_key = ${SECRET}\n${tail}`),
    ).toEqual([]);
    const own = showIni(`${head}aws_access_key_id = ${USER_ID}\naws_secret_access_key = ${SECRET}\n${tail}`);
    expect(own).toEqual([
      ['profile', 'profile x', [`access-key-id literal ${USER_ID}`, `secret-access-key literal ${SECRET}`]],
    ]);
  });

  it("is not silent with an address of AWS's own", () => {
    const text =
      '[default]\nendpoint_url = https://sts.eu-west-1.amazonaws.com\naws_secret_access_key = test\n';
    expect(showIni(text)).toEqual([['profile', 'profile default', ['secret-access-key placeholder test']]]);
  });

  it('sees commented lines with real key material only', () => {
    const text = `[default]\n# aws_access_key_id = ${SESSION_ID}\n# aws_access_key_id = AKIAIOSFODNN7EXAMPLE\n;aws_secret_access_key = ${SECRET}\n# aws_secret_access_key = ...\n#aws_session_token=${TOKEN}\naws_access_key_id = ${USER_ID}\n`;
    expect(showIni(text)).toEqual([
      [
        'profile',
        'profile default',
        [
          `#access-key-id literal ${SESSION_ID}`,
          `#secret-access-key literal ${SECRET}`,
          `#session-token literal ${TOKEN}`,
          `access-key-id literal ${USER_ID}`,
        ],
      ],
    ]);
  });

  it('keeps apart what is no profile, or under no name of AWS', () => {
    const text = `aws_access_key_id = ${USER_ID}\n[x]\naws_session_token = ${TOKEN}\n[profile y]\nold_key = ${USER_ID}\ncredential_process = helper --id ${SESSION_ID}\n`;
    expect(showIni(text)).toEqual([
      ['variables', 'lines before the first section', [`access-key-id literal ${USER_ID}`]],
      ['variables', 'section x', [`session-token literal ${TOKEN}`]],
      [
        'variables',
        'other keys of profile y',
        [`access-key-id literal ${USER_ID}`, `access-key-id literal ${SESSION_ID}`],
      ],
    ]);
  });

  it('takes every section of a credentials file for a profile', () =>
    expect(showIni(`[profile x]\naws_access_key_id=${USER_ID}`, 'aws-credentials')).toEqual([
      ['profile', 'profile profile x', [`access-key-id literal ${USER_ID}`]],
    ]));

  it('shows nothing of a secret', () => {
    const sets = iniSets(
      `[default]\naws_access_key_id = ${SESSION_ID}\naws_secret_access_key = ${SECRET}\naws_session_token = ${TOKEN}\n`,
    );
    const printed = JSON.stringify(sets.map(({ label, sites }) => ({ label, sites })));
    expect(printed).not.toMatch(/QNZG|q7Xz|IQoJ/u);
  });
});

describe('dotenvCredentialSets', () => {
  it('gives one set a file, however often a variable is set', () => {
    const text = `# dev\nexport AWS_ACCESS_KEY_ID='${SESSION_ID}'\nAWS_SECRET_ACCESS_KEY="${SECRET}" # s\nAWS_REGION=eu\n# prod\nAWS_ACCESS_KEY_ID=${USER_ID}\n#AWS_SESSION_TOKEN=${TOKEN}\n`;
    expect(showEnv(text)).toEqual([
      [
        'env-file',
        'AWS variables',
        [
          `access-key-id literal ${SESSION_ID}`,
          `secret-access-key literal ${SECRET}`,
          `access-key-id literal ${USER_ID}`,
          `#session-token literal ${TOKEN}`,
        ],
      ],
    ]);
  });

  it.each([
    'AWS_ACCESS_KEY_ID=',
    'AWS_ACCESS_KEY_ID=$KEY',
    'AWS_SESSION_TOKEN="${TOKEN}"',
    'aws_access_key_id=abc',
    '# AWS_SECRET_ACCESS_KEY=your-secret-here',
    'DB_PASSWORD=abc',
  ])('is silent about %s', (text) => expect(showEnv(text)).toEqual([]));

  it('takes stand-ins for what they are', () =>
    expect(showEnv('AWS_ACCESS_KEY_ID=your-key-here\nAWS_SECRET_ACCESS_KEY=xxxxxxxx')).toEqual([
      [
        'env-file',
        'AWS variables',
        ['access-key-id placeholder your-key-here', 'secret-access-key placeholder xxxxxxxx'],
      ],
    ]));

  it.each([
    'AWS_ENDPOINT_URL=http://localhost:4566',
    'AWS_ENDPOINT_URL_S3=https://x.r2.cloudflarestorage.com',
    'S3_ENDPOINT=minio:9000',
  ])('is silent about foreign keys beside %s', (endpoint) => {
    expect(showEnv(`${endpoint}\nAWS_ACCESS_KEY_ID=test\nAWS_SECRET_ACCESS_KEY=${SECRET}`)).toEqual([]);
    expect(showEnv(`${endpoint}\nAWS_ACCESS_KEY_ID=${USER_ID}`)).toHaveLength(1);
  });

  it('sees real keys alone in a template', () => {
    const text = `AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=secret\nAWS_SESSION_TOKEN=paste it`;
    expect(showEnv(text, 'file:///r/.env.example')).toEqual([]);
    expect(showEnv(`${text}\nAWS_ACCESS_KEY=${USER_ID}`, 'file:///r/.env.example')).toEqual([
      ['env-file', 'AWS variables', [`access-key-id literal ${USER_ID}`]],
    ]);
  });

  it('sees real keys under other names, with their places in values of several lines', () => {
    const text = `PROD_KEY=${USER_ID}\r\nNOTE="a\r\nb ${SESSION_ID}"\r\n# OLD=${USER_ID}\r\n`;
    expect(showEnv(text)).toEqual([
      [
        'variables',
        'other variables',
        [
          `access-key-id literal ${USER_ID}`,
          `access-key-id literal ${SESSION_ID}`,
          `#access-key-id literal ${USER_ID}`,
        ],
      ],
    ]);
  });
});
