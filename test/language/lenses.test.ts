import { inlayHintsIn, lensTitle, sessionLenses, type SessionEnd } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { viewAround, type Around, type FileName } from './view.ts';

const ROLE = 'role_arn = arn:aws:iam::123456789012:role/team/Deploy\nsource_profile = base\n';

function lensesOf(file: FileName, text: string, around: Around = {}): readonly string[] {
  return sessionLenses(viewAround(file, text, around)).map(
    ({ profile, range }) => `${profile}: ${text.slice(range.start, range.end)}`,
  );
}

describe('code lenses', () => {
  it('stand above each profile that assumes a role, in the order of the file', () => {
    const text = `[profile b]\n${ROLE}[profile "a c"]\n${ROLE}[profile base]\ncredential_process = x\n[sso-session s]\n`;
    expect(lensesOf('config', text)).toEqual(['b: [profile b]', 'a c: [profile "a c"]']);
  });

  it('stand where the role that counts stands', () => {
    const config = `[profile a]\n${ROLE}`;
    const credentials = `[a]\n${ROLE}`;
    expect(lensesOf('config', config, { credentials })).toEqual([]);
    expect(lensesOf('credentials', credentials, { config })).toEqual(['a: [a]']);
    expect(lensesOf('config', config, { credentials: '[a]\nregion = x\n' })).toEqual(['a: [profile a]']);
  });

  it('stand once where a profile is written twice', () => {
    expect(lensesOf('config', `[profile a]\nregion = x\n[profile a]\n${ROLE}`)).toEqual(['a: [profile a]']);
  });

  it('keep away from names that look like a secret', () => {
    expect(lensesOf('config', `[profile ASIAQ3EGRT7YHXW5KLMN]\n${ROLE}`)).toEqual([]);
  });

  it('are for AWS files only', () => {
    expect(lensesOf('env', 'AWS_PROFILE=a\n', { config: `[profile a]\n${ROLE}` })).toEqual([]);
  });

  it.each([
    [undefined, 'Deploy in 123456789012 · no session yet', undefined],
    [{ state: 'absent' }, 'Deploy in 123456789012 · no session yet', undefined],
    [
      { state: 'live', expiresAt: new Date('2026-01-01T12:59:30Z') },
      'Deploy in 123456789012 · 59 min left',
      30_001,
    ],
    [
      { state: 'ended', expiresAt: new Date('2026-01-01T11:00:00Z') },
      'Deploy in 123456789012 · session ended',
      undefined,
    ],
    [
      { state: 'corrupt', reason: 'x' as never },
      'Deploy in 123456789012 · cached session is broken',
      undefined,
    ],
  ] satisfies [SessionEnd | undefined, string, number | undefined][])(
    'say who and how long: %j',
    (cached, title, validFor) => {
      const view = viewAround('config', `[profile a]\n${ROLE}`);
      expect(lensTitle(view, 'a', cached)).toEqual({ title, validFor, renewal: 'refresh' });
    },
  );

  const OTHERS = `[profile sso]
sso_session = work
sso_account_id = 123456789012
sso_role_name = Admin
[profile half]
sso_account_id = 123456789012
[profile web]
role_arn = arn:aws:iam::123456789012:role/Web
web_identity_token_file = /token
[profile console]
login_session = arn:aws:iam::123456789012:user/me
[profile pasted]
aws_access_key_id = ASIAQ3EGRT7YHXW5KLMN
aws_secret_access_key = x
aws_session_token = y
aws_expiration = 2026-01-01T12:30:00Z
[profile unknown]
aws_access_key_id = ASIAQ3EGRT7YHXW5KLMN
aws_secret_access_key = x
aws_session_token = y
[profile keys]
aws_access_key_id = AKIAQ3EGRT7YHXW5KLMN
aws_secret_access_key = x
[profile command]
credential_process = x
`;

  it('stand above whatever ends some time', () => {
    expect(lensesOf('config', OTHERS).map((lens) => lens.split(':')[0])).toEqual([
      'sso',
      'half',
      'web',
      'console',
      'pasted',
    ]);
  });

  const at = (time: string): Date => new Date(`2026-01-01T${time}Z`);
  it.each([
    ['sso', { state: 'absent', signIn: true }, 'Admin in 123456789012 · not signed in', 'sign-in'],
    [
      'sso',
      { state: 'live', expiresAt: at('19:00:00'), signIn: true },
      'Admin in 123456789012 · signed in, 7 h left',
      'sign-in',
    ],
    [
      'sso',
      { state: 'ended', expiresAt: at('11:00:00'), signIn: true },
      'Admin in 123456789012 · sign-in ended',
      'sign-in',
    ],
    [
      'sso',
      { state: 'ended', expiresAt: at('11:00:00'), signIn: true, renews: true },
      'Admin in 123456789012 · the AWS CLI renews it',
      'sign-in',
    ],
    ['half', undefined, 'IAM Identity Center · end not known', 'sign-in'],
    ['web', { state: 'absent' }, 'Web in 123456789012 · no session yet', undefined],
    [
      'console',
      { state: 'soon', expiresAt: at('12:10:00'), signIn: true, renews: true },
      'aws login · signed in, 10 min left',
      'sign-in',
    ],
    ['pasted', { state: 'live', expiresAt: at('12:30:00') }, 'pasted session · 30 min left', undefined],
  ] satisfies [string, SessionEnd | undefined, string, string | undefined][])(
    'say so of %s: %j',
    (profile, end, title, renewal) => {
      const view = viewAround('config', OTHERS);
      expect(lensTitle(view, profile, end)).toMatchObject({ title, renewal });
    },
  );

  it('say what stands there where it is no ARN', () => {
    const view = viewAround('config', '[profile a]\nrole_arn = Deploy\nsource_profile = b\n');
    expect(lensTitle(view, 'a', undefined).title).toBe('Deploy · no session yet');
  });
});

describe('inlay hints', () => {
  function hinted(file: FileName, text: string, range = { start: 0, end: text.length }): string {
    const { document } = viewAround(file, text).model;
    return inlayHintsIn(document, range)
      .toReversed()
      .reduce((out, { offset, label }) => `${out.slice(0, offset)}«${label}»${out.slice(offset)}`, text);
  }

  it('tell the account of a key id and how long a number of seconds is', () => {
    const text = '[profile a]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\r\nduration_seconds = 5400 \n';
    expect(hinted('config', text)).toBe(
      '[profile a]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A«account 609629065308»\r\nduration_seconds = 5400«1 h 30 min» \n',
    );
    expect(hinted('env', 'AWS_ACCESS_KEY_ID="ASIAY34FZKBOKMUTVV7A"\n')).toBe(
      'AWS_ACCESS_KEY_ID="ASIAY34FZKBOKMUTVV7A"«account 609629065308»\n',
    );
    expect(hinted('env', 'AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A')).toBe(
      'AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A«account 609629065308»',
    );
  });

  it.each([
    'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
    'aws_access_key_id = AKIAIDEMDJQ3EGRT7YHX',
    'aws_access_key_id = ${KEY}',
    'duration_seconds = 1h',
    'duration_seconds = 45',
    's3 =\n  duration_seconds = 3600',
    'region = x\n  duration_seconds = 3600',
    'max_attempts = 3600',
  ])('say nothing of %s', (line) => {
    const text = `[profile a]\n${line}\n`;
    expect(hinted('config', text)).toBe(text);
  });

  it('keep to the range that is asked for', () => {
    const text = '[profile a]\nduration_seconds = 3600\n[profile b]\nduration_seconds = 7200\n';
    const start = text.indexOf('[profile b]');
    expect(hinted('config', text, { start, end: text.length })).toBe(text.replace('7200', '7200«2 h»'));
  });
});
