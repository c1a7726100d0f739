import {
  describeTarget,
  hoverTargetAt,
  profilesBehind,
  toMarkdown,
  toPlainText,
  type SessionEnd,
} from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { atCaret, type Around, type FileName } from './view.ts';

interface HoverOptions extends Around {
  readonly ends?: Readonly<Record<string, SessionEnd>>;
}

function hoverAt(
  file: FileName,
  marked: string,
  { ends = {}, ...around }: HoverOptions = {},
): string | undefined {
  const { view, caret } = atCaret(file, marked, around);
  const target = hoverTargetAt(view, caret);
  return target && toPlainText(describeTarget(view, target, new Map(Object.entries(ends))));
}

function rangeAt(file: FileName, marked: string): string | undefined {
  const { view, caret, text } = atCaret(file, marked);
  const target = hoverTargetAt(view, caret);
  return target && text.slice(target.range.start, target.range.end);
}

const CHAIN = [
  '[profile base]',
  'credential_process = aws-vault export --format=json --no-session base',
  '[profile middle]',
  'role_arn = arn:aws:iam::111122223333:role/team/Middle',
  'source_profile = base',
  'duration_seconds = 3600',
  'region = eu-west-1',
  '[profile top]',
  'role_arn = arn:aws:iam::123456789012:role/Top',
  'source_profile = middle',
  '',
].join('\n');

describe('a key', () => {
  it('is documented by its place', () => {
    expect(hoverAt('config', '[profile a]\nreg|ion = x')).toContain('Region that requests go to.');
    expect(hoverAt('config', '[profile a]\ns3 =\n  use_arn|_region = true')).toContain(
      'Read by AWS CLI and boto3',
    );
    expect(hoverAt('config', '[sso-session a]\nsso_region| = x')).toContain('Region of IAM Identity Center.');
    expect(hoverAt('credentials', '[a]\naws_session_|token = x')).toContain('Token of a temporary session');
  });

  it('is silent where no table knows it', () => {
    expect(hoverAt('config', '[profile a]\ngranted|_x = y')).toBeUndefined();
    expect(hoverAt('config', '[plugins]\nreg|ion = y')).toBeUndefined();
    expect(hoverAt('config', '# reg|ion = y')).toBeUndefined();
    expect(hoverAt('config', '[profile a]\nregion = x\n  out|put = y')).toBeUndefined();
    expect(hoverAt('config', '|\n[profile a]')).toBeUndefined();
  });

  it('is what is marked', () => {
    expect(rangeAt('config', '[profile a]\nreg|ion = x')).toBe('region');
    expect(rangeAt('config', '[profile a]\nregion = eu-w|est-1 # c')).toBe('eu-west-1');
    expect(rangeAt('config', '[profile a]\nregion = "eu-w|est-1"')).toBe('eu-west-1');
    expect(rangeAt('config', '# 🔑\n[pro|file a]\n')).toBe('[profile a]');
    expect(rangeAt('env', 'export AWS_PRO|FILE="a"')).toBe('AWS_PROFILE');
    expect(rangeAt('env', 'AWS_PROFILE="a|b"')).toBe('ab');
  });
});

describe('a profile', () => {
  const now = '2026-01-01T12:00:00Z';
  const later = new Date('2026-01-01T12:42:30Z');

  it('shows its chain with the place of each hop and the time that is left', () => {
    const hover = hoverAt('config', CHAIN.replace('source_profile = middle', 'source_profile = mid|dle'), {
      ends: { middle: { state: 'live', expiresAt: later } },
    });
    expect(hover).toMatchInlineSnapshot(`
      "Profile middle

      1. middle: role Middle of account 111122223333 (config, line 4) – 42 min left
      2. base: what a command prints (config, line 2)

      - duration_seconds 3600
      - region eu-west-1"
    `);
    expect(hoverAt('config', CHAIN.replace('[profile top]', '[profile t|op]'), { now }))
      .toMatchInlineSnapshot(`
      "Profile top

      1. top: role Top of account 123456789012 (config, line 9)
      2. middle: role Middle of account 111122223333 (config, line 4)
      3. base: what a command prints (config, line 2)"
    `);
  });

  it('is the same from everywhere', () => {
    const fromHeader = hoverAt('config', CHAIN.replace('[profile middle]', '[profile mid|dle]'));
    expect(fromHeader).toContain('Profile middle');
    expect(hoverAt('config', CHAIN.replace('source_profile = middle', 'source_profile = middle|'))).toBe(
      fromHeader,
    );
    expect(hoverAt('env', 'AWS_PROFILE=mid|dle', { config: CHAIN })).toBe(fromHeader);
    expect(hoverAt('env', "export AWS_DEFAULT_PROFILE='middle|'", { config: CHAIN })).toBe(fromHeader);
  });

  it('tells from which file its values come where it stands in both', () => {
    const config = '[profile a]\nregion = eu-west-1\noutput = json\n';
    const credentials =
      '[a]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\naws_secret_access_key = x\nregion = us-east-1\n';
    expect(hoverAt('config', config.replace('[profile a]', '[profile |a]'), { credentials }))
      .toMatchInlineSnapshot(`
      "Profile a

      1. a: session key ASIA…VV7A of account 609629065308 (credentials, line 2)

      - region us-east-1 (credentials)
      - output json (config)"
    `);
  });

  it('says when a pasted session ends', () => {
    const credentials =
      '[|a]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\naws_secret_access_key = x\naws_session_token = y\n';
    const at = (end: string) => hoverAt('credentials', `${credentials}${end}\n`, { now })?.split('\n')[2];
    expect(at('aws_expiration = 2026-01-01T13:30:00')).toContain('1 h 30 min left by aws_expiration');
    expect(at('x_security_token_expires = 2026-01-01T11:00:00+02:00')).toContain('session ended 3 h ago');
    expect(at('expiration = soon')).not.toContain('left');
  });

  it.each([
    [{ state: 'absent' }, 'no session in the AWS CLI'],
    [{ state: 'ended', expiresAt: new Date('2026-01-01T11:00:00Z') }, 'session ended 1 h ago'],
    [{ state: 'ended', expiresAt: new Date(now) }, 'session ended <1 min ago'],
    [
      { state: 'soon', expiresAt: new Date('2026-01-01T12:09:00Z') },
      '9 min left, so the AWS CLI assumes the role anew',
    ],
    [{ state: 'corrupt', reason: 'it is empty' as never }, 'is broken (it is empty)'],
  ] as const)('tells what the cache knows: %j', (end, words) => {
    expect(
      hoverAt('config', CHAIN.replace('[profile top]', '[profile t|op]'), { ends: { top: end } }),
    ).toContain(words);
  });

  it.each([
    ['source_profile = nobody', 'nobody, the source of a, does not exist.'],
    ['source_profile = a', 'a leads back to a'],
    ['', 'Nothing says whose credentials assume the role of a.'],
    [
      'source_profile = b\ncredential_source = Environment',
      'a has both source_profile and credential_source',
    ],
  ])('tells how the chain breaks: %j', (line, words) => {
    expect(
      hoverAt('config', `[profile |a]\nrole_arn = arn:aws:iam::123456789012:role/R\n${line}\n`),
    ).toContain(words);
  });

  it('that is missing is said to be', () => {
    expect(hoverAt('env', 'AWS_PROFILE=no|body')).toBe(
      'Profile nobody stands in neither config nor credentials.',
    );
    expect(hoverAt('config', '[profile a]\nsource_profile = |x')).toContain('Profile x stands in neither');
  });

  it('tells who takes something else for it', () => {
    const keys = 'aws_access_key_id = AKIAQ3EGRT7YHXW5KLMN\naws_secret_access_key = x\n';
    const role = 'role_arn = arn:aws:iam::123456789012:role/R\n';
    expect(hoverAt('config', `[profile |a]\n${role}${keys}`)).toContain(
      [
        'The tools do not agree:',
        '',
        '- AWS CLI and boto3: nothing: it refuses the profile',
        "- JavaScript SDK: the profile's own keys",
        "- Go SDK: the role, assumed with the profile's own keys",
      ].join('\n'),
    );
    expect(hoverAt('config', `[profile |a]\n${keys}`)).not.toContain('agree');
  });

  it.each([
    ['sso_account_id = 123456789012\nsso_role_name = Admin', 'permission set Admin of account 123456789012'],
    ['sso_role_name = Admin', 'permission set Admin of IAM Identity Center'],
    ['login_session = arn:aws:iam::123456789012:user/me', 'a session of aws login'],
    [
      'web_identity_token_file = /t\nrole_arn = arn:aws:iam::123456789012:role/W',
      'role W of account 123456789012 with',
    ],
    ['region = x', 'nothing that gives credentials (config)'],
    ['aws_access_key_id = AKIAIOSFODNN7EXAMPLE', 'long-term key AKIA…MPLE (config, line 2)'],
    ['aws_access_key_id = ${KEY}', 'a static key'],
    ['role_arn =\nsource_profile = b', 'role without a name'],
  ])('names its provider: %j', (lines, words) => {
    expect(hoverAt('config', `[profile |a]\n${lines}\n`)).toContain(words);
  });

  it('asks for the sessions of all hops', () => {
    const { view, caret } = atCaret('config', CHAIN.replace('[profile top]', '[profile t|op]'));
    expect(profilesBehind(view, hoverTargetAt(view, caret)!)).toEqual(['top', 'middle', 'base']);
    const key = atCaret('config', '[profile a]\nreg|ion = x');
    expect(profilesBehind(key.view, hoverTargetAt(key.view, key.caret)!)).toEqual([]);
  });
});

describe('other sections', () => {
  const config = [
    '[sso-session corp]',
    'sso_start_url = https://corp.awsapps.com/start',
    'sso_region = eu-west-1',
    '[services local]',
    's3 =',
    '  endpoint_url = http://localhost:4566',
    ...Array.from({ length: 10 }, (_, index) => `[profile p${index}]\nsso_session = corp\nservices = local`),
    '',
  ].join('\n');

  it('tell what is in them and who uses them', () => {
    expect(hoverAt('config', config.replace('[sso-session corp]', '[sso-session |corp]')))
      .toMatchInlineSnapshot(`
      "sso-session corp

      - sso_start_url https://corp.awsapps.com/start
      - sso_region eu-west-1

      Used by p0, p1, p2, p3, p4, p5, p6, p7 and 2 more."
    `);
    expect(hoverAt('config', config.replace('services = local', 'services = lo|cal'))).toMatchInlineSnapshot(`
      "services local

      - s3: http://localhost:4566

      Used by p0, p1, p2, p3, p4, p5, p6, p7 and 2 more."
    `);
  });

  it('that are missing or not used are said to be', () => {
    expect(hoverAt('config', '[profile a]\nsso_session = no|body')).toBe(
      'sso-session nobody does not exist.',
    );
    expect(hoverAt('config', '[profile a]\nservices = no|body')).toBe('services nobody does not exist.');
    expect(hoverAt('config', '[sso-session |a]\n')).toBe('sso-session a\n\nNo profile uses it.');
  });
});

describe('a value', () => {
  const first = (marked: string) => hoverAt('config', `[profile a]\n${marked}`)?.split('\n')[0];

  it.each([
    [
      'role_arn = arn:aws-cn:iam::123456789012:role/team/De|ploy',
      'Role Deploy of account 123456789012, path /team/, partition aws-cn.',
    ],
    [
      'role_arn = arn:aws:iam::123456789012:role/De|ploy',
      'Role Deploy of account 123456789012, partition aws.',
    ],
    ['role_arn = some|thing', 'role_arn – Role to assume.'],
    ['mfa_serial = arn:aws:iam::123456789012:mfa/m|e', 'Device me of account 123456789012.'],
    ['mfa_serial = GAHT123|45678', 'A hardware token.'],
    ['mfa_serial = |x', 'mfa_serial – MFA device to ask a code of when the role is assumed.'],
    ['region = us-gov-|west-1', 'us-gov-west-1 is a region of partition aws-us-gov.'],
    ['duration_seconds = 54|00', '1 h 30 min.'],
    ['duration_seconds = 1|h', 'duration_seconds – How long a session of the role lasts, in seconds.'],
    ['max_attempts = |5', 'max_attempts – How often a request is tried.'],
    ['output = js|on', 'output – How the AWS CLI prints results.'],
  ])('%s', (marked, words) => {
    expect(first(marked)).toBe(words);
  });

  it.each([
    ['ASIAY34FZKBOKMUTVV7A', 'Key of a temporary session, ASIA…VV7A: account 609629065308.'],
    ['AKIASP2TPHJSQH3FJRUX', 'Long-term key of a user, AKIA…JRUX: account 171436882533.'],
    ['AKIAIDEMDJQ3EGRT7YHX', 'Long-term key of a user, AKIA…7YHX: its old format does not tell the account.'],
    ['AKIAIOSFODNN7EXAMPLE', 'A stand-in: AWS issues no id like that.'],
    ['AKIAQ3EGRT7YHXW5K0MN', 'A stand-in: AWS issues no id like that.'],
  ])('of a key id is the account, where the id tells one: %s', (id, words) => {
    expect(first(`aws_access_key_id = ${id.slice(0, 6)}|${id.slice(6)}`)).toBe(words);
    expect(hoverAt('env', `AWS_ACCESS_KEY_ID="${id}|"`)?.split('\n')[0]).toBe(words);
  });

  it('that is no key id is not shown', () => {
    expect(first('aws_access_key_id = hunter|2hunter2')).toBe(
      'No access key id of AWS: those begin with AKIA or ASIA.',
    );
    expect(first('aws_secret_access_key = vT9xGq2LmZ7pRw4KcN8sJd1FhYb6UeAo3iXk5E|tQ')).toBe(
      'aws_secret_access_key – Secret of a static access key.',
    );
  });

  it('that is empty or behind which there is a comment says nothing', () => {
    expect(hoverAt('config', '[profile a]\nregion = x # co|mment')).toBeUndefined();
    expect(hoverAt('config', '[profile a]\nregion =  |')).toBeUndefined();
    expect(hoverAt('env', 'AWS_PROFILE=|')).toBeUndefined();
    expect(hoverAt('env', 'AWS_PROFILE=$PRO|FILE')).toBeUndefined();
    expect(hoverAt('env', 'PORT=80|80')).toBeUndefined();
  });

  it('that notes when a session ends tells how long that is', () => {
    const now = '2026-01-01T12:00:00Z';
    expect(hoverAt('credentials', '[a]\naws_expiration = 2026-01-01T13|:30:00Z', { now })).toBe(
      '1 h 30 min left.',
    );
    expect(hoverAt('env', 'AWS_SESSION_EXPIRATION=2026-01-01T11:00:0|0', { now })).toBe(
      'session ended 1 h ago.',
    );
    expect(hoverAt('env', 'AWS_CREDENTIAL_EXPIRATION=176728|2400', { now })).toBe('3 h 46 min left.');
    expect(hoverAt('env', 'AWS_CREDENTIAL_EXPI|RATION=1767268800')).toContain('When the session');
    expect(hoverAt('credentials', '[a]\naws_expiration = so|on')).toBeUndefined();
  });

  it('of a variable is told like that of a key', () => {
    expect(hoverAt('env', 'AWS_REGION=eu-w|est-1')).toContain('eu-west-1 is a region');
    expect(hoverAt('env', 'AWS_ENDPOINT_URL|_S3=x')).toContain('one service');
  });
});

it('what a person has named is no markup', () => {
  const { view, caret } = atCaret('env', 'AWS_PROFILE="|[x](https://evil)*_"');
  const target = hoverTargetAt(view, caret)!;
  expect(toMarkdown(describeTarget(view, target, new Map()))).toBe(
    '**Profile \\[x\\](https://evil)\\*\\_** stands in neither config nor credentials.',
  );
});
