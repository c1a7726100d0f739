import { completionsAt, documentationOf, PROFILE_KEYS, toMarkdown, type CompletionList } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { atCaret, type Around, type FileName } from './view.ts';

function listAt(file: FileName, marked: string, around: Around = {}): CompletionList | undefined {
  const { view, caret } = atCaret(file, marked, around);
  return completionsAt(view, caret);
}

function labelsAt(file: FileName, marked: string, around: Around = {}): readonly string[] {
  return listAt(file, marked, around)?.items.map(({ label }) => label) ?? [];
}

/** The text after the completion of a name is accepted, as an editor does that overwrites the word. */
function accepted(file: FileName, marked: string, label: string, around: Around = {}): string {
  const { text, view, caret } = atCaret(file, marked, around);
  const list = completionsAt(view, caret);
  const item = list?.items.find((one) => one.label === label);
  if (!list || !item) throw new Error(`No completion ${label}`);
  const { start, end } = list.word.replace;
  return text.slice(0, start) + item.newText + text.slice(end);
}

/** The same in an editor that inserts. */
function inserted(file: FileName, marked: string, label: string): string {
  const { text, view, caret } = atCaret(file, marked);
  const list = completionsAt(view, caret)!;
  const { start, end } = list.word.insert;
  return text.slice(0, start) + list.items.find((one) => one.label === label)!.newText + text.slice(end);
}

const ROLE = 'arn:aws:iam::123456789012:role/Deploy';
const FILES: Around = {
  config: [
    '[profile sso]',
    'sso_session = corp',
    'sso_account_id = 210987654321',
    'sso_role_name = Admin',
    '[profile vault]',
    'credential_process = aws-vault export --format=json --no-session vault',
    'region = eu-west-3',
    '[profile role]',
    `role_arn = ${ROLE}`,
    'source_profile = vault',
    '[sso-session corp]',
    'sso_start_url = https://corp.awsapps.com/start',
    'sso_region = eu-west-1',
    '[services local]',
    's3 =',
    '  endpoint_url = http://localhost:4566',
    '',
  ].join('\n'),
  credentials: '[keys]\naws_access_key_id = AKIAQ3EGRT7YHXW5KLMN\naws_secret_access_key = x\n',
};

describe('keys', () => {
  it.each([
    ['on an empty line', '[profile a]\n|'],
    ['at the end of the file', '[profile a]\nregion = eu-west-1\n|'],
    ['between others', '[profile a]\nregion = eu-west-1\n|\noutput = json\n'],
    ['where everything is indented', '[profile a]\n  region = eu-west-1\n  |'],
    ['with CRLF', '[profile a]\r\nregion = eu-west-1\r\n|\r\n'],
    ['in a word that is being typed', '[profile a]\nro|'],
    ['at the start of a key', '[profile a]\n|ro = x'],
    ['behind an emoji in a comment', '# 🔑🔑\n[profile a]\nro|'],
  ])('are proposed %s', (_where, marked) => {
    expect(labelsAt('config', marked)).toContain('role_arn');
  });

  it.each([
    ['in a comment', '[profile a]\n# ro|'],
    ['behind a word', '[profile a]\nregion eu|'],
    ['between key and delimiter', '[profile a]\nregion |= x'],
    ['behind a value', '[profile a]\nregion = eu-west-1 # her|e'],
    ['where the line would continue a value', '[profile a]\nregion = eu-west-1\n  |'],
    ['in a section of others', '[plugins]\nro|'],
    ['behind a header', '[profile a] |'],
  ])('are not %s', (_where, marked) => {
    expect(labelsAt('config', marked)).toEqual([]);
  });

  it('are not proposed twice', () => {
    const labels = labelsAt('config', '[profile a]\nregion = x\nre|');
    expect(labels).not.toContain('region');
    expect(labelsAt('config', '[profile a]\nreg|ion = x\n')).toContain('region');
  });

  it('go by their place', () => {
    expect(labelsAt('config', '[sso-session a]\n|').slice(0, 3)).toEqual([
      'sso_start_url',
      'sso_region',
      'sso_registration_scopes',
    ]);
    expect(labelsAt('config', '[profile a]\ns3 =\n  |')).toContain('addressing_style');
    expect(labelsAt('config', '[profile a]\ns3 =\n  addressing_style = path\n\n  |')).toContain(
      'use_arn_region',
    );
    expect(labelsAt('config', '[services a]\ns3 =\n  |')).toEqual(['endpoint_url']);
    expect(labelsAt('config', '[services a]\n|')).not.toContain('endpoint_url');
    expect(labelsAt('credentials', '[a]\n|')).toContain('aws_session_token');
  });

  it('come with what belongs together, and never with what excludes it', () => {
    const labels = labelsAt('config', '[profile a]\nrole_arn = x\nsource_profile = b\n|');
    expect(labels.slice(0, 4)).toEqual([
      'role_session_name',
      'duration_seconds',
      'mfa_serial',
      'external_id',
    ]);
    expect(labels).not.toContain('credential_source');
    expect(labelsAt('config', '[profile a]\nsso_session = b\n|').slice(0, 2)).toEqual([
      'sso_account_id',
      'sso_role_name',
    ]);
  });

  it('put secrets and old names last', () => {
    const labels = labelsAt('config', '[profile a]\nx|');
    const secrets = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'aws_security_token'];
    expect(labels.slice(-4)).toEqual(secrets);
    expect(
      listAt('config', '[profile a]\nx|')?.items.find(({ label }) => label === 'aws_security_token'),
    ).toMatchObject({ deprecated: true, detail: 'now aws_session_token' });
  });

  it('are written as the file writes them', () => {
    expect(accepted('config', '[profile a]\noutput=json\nreg|', 'region')).toBe(
      '[profile a]\noutput=json\nregion=',
    );
    expect(accepted('config', '[profile a]\nreg|', 'region')).toBe('[profile a]\nregion = ');
    expect(accepted('config', '[profile a]\nreg|ion = x\n', 'region')).toBe('[profile a]\nregion = x\n');
    expect(accepted('config', '[profile a]\nou|put = json', 'output')).toBe('[profile a]\noutput = json');
    expect(inserted('config', '[profile a]\nou|\n', 'output')).toBe('[profile a]\noutput = \n');
  });

  it('have choices as tab stops, and a block its first line', () => {
    const items = listAt('config', '[profile a]\n|')!.items;
    expect(items.find(({ label }) => label === 'cli_auto_prompt')?.snippet).toBe(
      'cli_auto_prompt = ${1|on,on-partial,off|}',
    );
    expect(items.find(({ label }) => label === 'use_fips_endpoint')?.snippet).toBe(
      'use_fips_endpoint = ${1|true,false|}',
    );
    expect(items.find(({ label }) => label === 's3')).toMatchObject({
      newText: 's3 =',
      snippet: 's3 =\n  $0',
    });
  });

  it('are documented', () => {
    for (const item of listAt('config', '[profile a]\n|')!.items) {
      if (item.kind === 'key') expect(documentationOf(item.setting!), item.label).toBeDefined();
    }
    expect(toMarkdown(documentationOf('profile duration_seconds')!)).toMatchInlineSnapshot(`
      "\`duration_seconds\` – How long a session of the role lasts, in seconds.

      The role's own MaxSessionDuration limits it too, and a role that is assumed with another session gets one hour at most. The AWS CLI takes a cached session only while 15 minutes are left of it.

      - Value: whole number from 900 to 43200, in seconds
      - Without it: 3600, and 900 in the Go SDK
      - Read by AWS CLI, boto3, JavaScript SDK and Go SDK"
    `);
    expect(documentationOf('profile nonsense')).toBeUndefined();
  });

  it('of every place of the table are proposed somewhere', () => {
    const all = new Set(
      ['[profile a]\n|', '[profile a]\ns3 =\n  |', '[sso-session a]\n|', '[services a]\ns3 =\n  |'].flatMap(
        (marked) => (listAt('config', marked)?.items ?? []).map(({ setting }) => setting),
      ),
    );
    expect(PROFILE_KEYS.filter(({ place, name }) => !all.has(`${place} ${name}`))).toEqual([]);
  });
});

describe('headers', () => {
  it('are of the kinds of their file', () => {
    expect(labelsAt('config', '[|')).toEqual(['default', 'profile …', 'sso-session …', 'services …']);
    expect(labelsAt('credentials', '[|')).toEqual(['default']);
    expect(labelsAt('config', '[default]\n\n[|]\n')).toEqual(['profile …', 'sso-session …', 'services …']);
  });

  it('are closed where they are not', () => {
    expect(accepted('config', '[|', 'default')).toBe('[default]');
    expect(accepted('config', '[de|]', 'default')).toBe('[default]');
    expect(accepted('config', '[profile |', 'default')).toBe('[default]');
    expect(accepted('config', '[profile |\n[x]\n', 'default')).toBe('[default]\n[x]\n');
    expect(accepted('config', '[de| # mine', 'default')).toBe('[default] # mine');
    const list = (marked: string) =>
      listAt('config', marked)!.items.find(({ label }) => label === 'profile …');
    expect(list('[|')).toMatchObject({ newText: 'profile ', snippet: 'profile ${1:NAME}]' });
    expect(list('[|]')).toMatchObject({ newText: 'profile ', snippet: 'profile ${1:NAME}' });
  });

  it('are those that something names', () => {
    const text =
      '[profile a]\nsource_profile = base\nservices = local\n[profile b]\nsso_session = my corp\n[pro|';
    expect(labelsAt('config', text, { credentials: '[keys]\n' })).toEqual([
      'profile base',
      "sso-session 'my corp'",
      'services local',
      'profile keys',
      'default',
      'profile …',
      'sso-session …',
      'services …',
    ]);
    expect(labelsAt('credentials', '[|', FILES)).toEqual(['default', 'sso', 'vault', 'role']);
  });

  it('are proposed whole at the start of a line', () => {
    expect(accepted('config', '[profile a]\nregion = x\n|', 'default')).toBe(
      '[profile a]\nregion = x\n[default]',
    );
    expect(labelsAt('config', '|')).toContain('profile …');
  });

  it('are left alone behind the bracket', () => expect(listAt('config', '[profile a]|')).toBeUndefined());
});

describe('values', () => {
  it.each([
    ['output', 'json'],
    ['use_fips_endpoint', 'true'],
    ['credential_source', 'EcsContainer'],
    ['retry_mode', 'adaptive'],
    ['region', 'eu-central-1'],
  ])('of %s are known', (key, value) => {
    expect(labelsAt('config', `[profile a]\n${key} = |`)).toContain(value);
    expect(labelsAt('config', `[profile a]\n${key}=|`)).toContain(value);
  });

  it('replace the whole value, and insert in the middle of it', () => {
    expect(accepted('config', '[profile a]\nregion = eu|-west-1\n', 'eu-central-1')).toBe(
      '[profile a]\nregion = eu-central-1\n',
    );
    expect(listAt('config', '[profile a]\nregion = eu|-west-1\n')?.word).toEqual({
      insert: { start: 21, end: 23 },
      replace: { start: 21, end: 30 },
    });
    expect(accepted('config', '[profile a]\r\nregion = e| # c\r\n', 'eu-west-1')).toBe(
      '[profile a]\r\nregion = eu-west-1 # c\r\n',
    );
    expect(accepted('config', '[profile a]\nregion = "e|"', 'eu-west-1')).toBe(
      '[profile a]\nregion = "eu-west-1"',
    );
    expect(accepted('config', '# 🔑\n[profile 🔑]\nregion = e|', 'eu-west-1')).toBe(
      '# 🔑\n[profile 🔑]\nregion = eu-west-1',
    );
  });

  it('keep the blank that the file writes', () => {
    expect(accepted('config', '[profile a]\noutput = json\nregion =|', 'eu-west-1')).toContain(
      'region = eu-west-1',
    );
    expect(accepted('config', '[profile a]\noutput=json\nregion=|', 'eu-west-1')).toContain(
      'region=eu-west-1',
    );
  });

  it('are none behind a comment, in a block of somebody else, and for secrets', () => {
    expect(labelsAt('config', '[profile a]\nregion = x # |')).toEqual([]);
    expect(labelsAt('config', '[profile a]\nunknown = |')).toEqual([]);
    expect(labelsAt('config', '[profile a]\naws_secret_access_key = |', FILES)).toEqual([]);
    expect(labelsAt('config', '[profile a]\naws_access_key_id = |', FILES)).toEqual([]);
  });

  it('of source_profile are profiles, what renews itself first', () => {
    const { config = '', credentials } = FILES;
    expect(
      labelsAt('config', `${config}[profile new]\nsource_profile = |`, { credentials: credentials! }),
    ).toEqual(['vault', 'sso', 'keys', 'role']);
  });

  it('of source_profile never make a circle', () => {
    const text = [
      '[profile a]\nrole_arn = x\nsource_profile = |',
      '[profile b]\nrole_arn = x\nsource_profile = a',
      '[profile c]\nrole_arn = x\nsource_profile = b',
      '[profile loop]\nrole_arn = x\nsource_profile = loop',
      '[profile free]\ncredential_process = x',
      '[profile keys]\nrole_arn = x\nsource_profile = a\naws_access_key_id = y\naws_secret_access_key = z',
    ].join('\n');
    // Its own keys come first for a source, so that the last one leads nowhere else.
    expect(labelsAt('config', text)).toEqual(['free', 'keys']);
  });

  it('are the names of sections', () => {
    const { config = '' } = FILES;
    expect(labelsAt('config', `${config}[profile new]\nsso_session = |`)).toEqual(['corp']);
    expect(labelsAt('config', `${config}[profile new]\nservices = |`)).toEqual(['local']);
  });

  it('are what stands elsewhere', () => {
    const { config = '' } = FILES;
    const oidcRoles = ['arn:aws:iam::123456789012:role/ci', '${{ vars.ROLE }}'];
    expect(labelsAt('config', `${config}[profile new]\nrole_arn = |`, { oidcRoles })).toEqual([
      ROLE,
      oidcRoles[0],
    ]);
    expect(labelsAt('config', `${config}[profile new]\nsso_account_id = |`)).toEqual([
      '210987654321',
      '123456789012',
    ]);
    expect(labelsAt('config', `${config}[profile new]\nsso_role_name = |`)).toEqual(['Admin']);
    expect(labelsAt('config', `${config}[sso-session new]\nsso_start_url = |`)).toEqual([
      'https://corp.awsapps.com/start',
    ]);
    expect(labelsAt('config', `${config}[sso-session new]\nsso_registration_scopes = |`)).toEqual([
      'sso:account:access',
    ]);
    expect(labelsAt('config', `${config}[profile new]\nregion = |`).slice(0, 2)).toEqual([
      'eu-west-3',
      'eu-west-1',
    ]);
  });

  it('of duration_seconds are what STS and the policy allow', () => {
    const { config = '' } = FILES;
    const all = `${config}[profile new]\nrole_arn = ${ROLE}\nsource_profile = vault\nduration_seconds = |`;
    expect(labelsAt('config', all)).toEqual(['3600', '1800', '7200', '14400', '28800', '43200']);
    expect(labelsAt('config', all, { maxSessionDuration: 7200 })).toEqual(['3600', '1800', '7200']);
    expect(
      labelsAt('config', all.replace('source_profile = vault\nduration', 'source_profile = role\nduration')),
    ).toEqual(['3600', '1800']);
  });

  it('that look like a secret are never proposed', () => {
    const config = '[profile ASIAQ3EGRT7YHXW5KLMN]\nregion = x\n[profile a]\nsource_profile = |';
    expect(labelsAt('config', config)).toEqual([]);
  });
});

describe('variables', () => {
  it.each([
    ['in an empty file', '|'],
    ['in a word', 'PORT=1\nAWS_|'],
    ['behind export', 'export AWS_|'],
    ['in the form of PowerShell', '$env:AWS_|'],
    ['with CRLF', 'PORT=1\r\nAWS_|\r\n'],
    ['in a name that has a value', 'AW|S=x'],
  ])('are proposed %s', (_where, marked) => {
    expect(labelsAt('env', marked)).toContain('AWS_PROFILE');
  });

  it.each([
    ['in a comment', '# AWS_|'],
    ['behind prose', 'some words AWS_|'],
    ['in a value of many lines', 'A="one\ntwo|\nthree"\n'],
  ])('are not %s', (_where, marked) => {
    expect(labelsAt('env', marked)).toEqual([]);
  });

  it('come once, the usual ones first, secrets last', () => {
    const labels = labelsAt('env', 'AWS_REGION=eu-west-1\n|');
    expect(labels).not.toContain('AWS_REGION');
    expect(labels[0]).toBe('AWS_PROFILE');
    expect(labels.slice(-2)).toEqual(['AWS_SECRET_KEY', 'AWS_CONTAINER_AUTHORIZATION_TOKEN']);
  });

  it('keep the sign that is there', () => {
    expect(accepted('env', 'export AWS_PR|', 'AWS_PROFILE')).toBe('export AWS_PROFILE=');
    expect(accepted('env', 'AWS_PR| = dev\n', 'AWS_PROFILE')).toBe('AWS_PROFILE = dev\n');
  });

  it('have values', () => {
    expect(labelsAt('env', 'AWS_PROFILE=|', FILES)).toEqual(['role', 'sso', 'vault', 'keys']);
    expect(labelsAt('env', 'AWS_PROFILE="v|"', FILES)).toContain('vault');
    expect(labelsAt('env', "AWS_PROFILE='|", FILES)).toContain('vault');
    expect(labelsAt('env', 'AWS_REGION=|\nPORT=1\n', FILES)[0]).toBe('eu-west-3');
    expect(labelsAt('env', 'AWS_RETRY_MODE=|')).toEqual(['legacy', 'standard', 'adaptive']);
    expect(labelsAt('env', 'AWS_ROLE_ARN=|', FILES)).toEqual([ROLE]);
    expect(labelsAt('env', 'PORT=|', FILES)).toEqual([]);
    expect(labelsAt('env', 'AWS_SECRET_ACCESS_KEY=|', FILES)).toEqual([]);
  });

  it('replace the value inside its quotes', () => {
    expect(accepted('env', 'AWS_PROFILE="v|x" # c', 'vault', FILES)).toBe('AWS_PROFILE="vault" # c');
    expect(accepted('env', "AWS_PROFILE='v|", 'vault', FILES)).toBe("AWS_PROFILE='vault");
  });

  it('are documented', () => {
    expect(toMarkdown(documentationOf('AWS_REGION')!)).toMatchInlineSnapshot(`
      "\`AWS_REGION\` – Region that requests go to.

      boto3 and version 1 of the AWS CLI read AWS\\_DEFAULT\\_REGION alone.

      - Value: region
      - Read by AWS CLI v2, JavaScript SDK and Go SDK; not by AWS CLI v1 and boto3
      - Overrides \`region\` of the profile"
    `);
  });
});

it('nothing is proposed elsewhere', () => {
  const { view } = atCaret('config', '|');
  expect(
    completionsAt({ ...view, model: { ...view.model, document: { format: 'yaml' } as never } }, 0),
  ).toBeUndefined();
});
