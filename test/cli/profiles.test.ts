import { readFileSync } from 'node:fs';
import { mkdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, type Workspace } from './run-cli.ts';

const CASES = join(import.meta.dirname, '../parsers/data/aws-ini-cases.json');

type Json = string | { readonly [key: string]: Json };
type Sections = Readonly<Record<string, Json>>;

interface IniCase {
  readonly name: string;
  readonly file: 'config' | 'credentials';
  readonly hex: string;
  /** `ConfigParseError`, or what botocore makes of the file. */
  readonly botocore: string | Readonly<Record<string, Sections>>;
  readonly js: Sections;
}

const { cases } = JSON.parse(readFileSync(CASES, 'utf8')) as { readonly cases: readonly IniCase[] };

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});
afterAll(() => workspace.dispose());

async function profiles(reader: string, ...more: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await workspace.run(['profiles', '--json', '--as', reader, ...more]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** Writes the file of a case beside an empty companion and gives the options that name the two. */
async function place(one: IniCase): Promise<readonly string[]> {
  const given = await workspace.write('given', Buffer.from(one.hex, 'hex'));
  const empty = await workspace.write('empty', '');
  return one.file === 'config'
    ? ['--config', given, '--credentials', empty]
    : ['--config', empty, '--credentials', given];
}

const SECRET_KEYS = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'aws_security_token'];

function masked(value: Json, key = ''): Json {
  if (typeof value === 'string')
    return SECRET_KEYS.includes(key.toLowerCase()) && value !== '' ? '***' : value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner, name)]));
}

/** The sections of a flat map whose names start with a prefix, the prefix taken off. */
function withPrefix(sections: Sections, prefix: string): Sections {
  const found = Object.entries(sections).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}

describe('keyless profiles --json', () => {
  it('has all cases', () => expect(cases).toHaveLength(80));

  it.each(cases.map((one) => [one.name, one] as const))(
    'reads %s as the AWS CLI does',
    async (_name, one) => {
      const answer = await profiles('cli', ...(await place(one)));
      if (one.botocore === 'ConfigParseError') {
        expect(answer).toEqual({
          version: 1,
          error: {
            file: 'given',
            line: expect.any(Number) as number,
            reason: expect.stringMatching(/\S/u) as string,
          },
        });
        return;
      }
      const read = one.botocore as Readonly<Record<string, Sections>>;
      const expected =
        one.file === 'credentials'
          ? { profiles: read, ssoSessions: {}, services: {} }
          : {
              profiles: read['profiles'] ?? {},
              ssoSessions: read['sso_sessions'] ?? {},
              services: read['services'] ?? {},
            };
      expect(answer).toEqual({ version: 1, ...(masked(expected) as object) });
    },
  );

  it.each(cases.map((one) => [one.name, one] as const))(
    'reads %s as the SDK for JavaScript does',
    async (_name, one) => {
      const answer = await profiles('js', ...(await place(one)));
      const isProfile = ([name]: readonly [string, Json]) =>
        one.file === 'credentials' || !/^sso-session\.|^services\.|^__sso$/u.test(name);
      const expected = {
        profiles: Object.fromEntries(Object.entries(one.js).filter(isProfile)),
        ssoSessions: one.file === 'config' ? withPrefix(one.js, 'sso-session.') : {},
        services: one.file === 'config' ? withPrefix(one.js, 'services.') : {},
      };
      expect(answer).toEqual({ version: 1, ...(masked(expected) as object) });
    },
  );

  it.each(['cli', 'js'])('lets credentials win over config, key by key, as %s', async (reader) => {
    const config = await workspace.write(
      'c1',
      '[profile a]\nregion = from-config\noutput = json\n[profile b]\nregion = b\n',
    );
    const credentials = await workspace.write(
      'c2',
      '[a]\nregion = from-credentials\n[c]\naws_session_token = SECRET\n',
    );
    expect(await profiles(reader, '--config', config, '--credentials', credentials)).toEqual({
      version: 1,
      profiles: {
        a: { region: 'from-credentials', output: 'json' },
        b: { region: 'b' },
        c: { aws_session_token: '***' },
      },
      ssoSessions: {},
      services: {},
    });
  });

  it.each(['cli', 'js'])('masks secrets wherever they stand, as %s', async (reader) => {
    const keyId = 'ASIAQNZGKIQY56JQ7WML';
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1';
    const token = `IQoJb3JpZ2luX2VjEJr${'aB3/'.repeat(40)}==`;
    const config = await workspace.write(
      'c1',
      `[profile ${keyId}]\nregion = ${token}\noutput = ${secret}\n${secret}x = 1\n${keyId} = 1\ncredential_process = get --secret=${secret}\ns3 =\n  aws_secret_access_key = ${secret}\n[sso-session ${keyId}]\nsso_region = x\n`,
    );
    const { stdout } = await workspace.run(['profiles', '--json', '--as', reader, '--config', config]);
    for (const hidden of [keyId, secret, token, token.slice(0, 30)]) {
      expect(stdout.toLowerCase()).not.toContain(hidden.toLowerCase());
    }
    expect(stdout).toContain('get --secret=***');
  });

  it('finds the files where the environment says, else at home', async () => {
    await workspace.write('home/.aws/config', '[default]\nregion = home\n');
    await workspace.write('elsewhere', '[default]\nregion = elsewhere\n');
    const region = async (reader: string, file?: string) => {
      const env = file === undefined ? {} : { AWS_CONFIG_FILE: file, HERE: workspace.folder };
      const { stdout } = await workspace.run(['profiles', '--json', '--as', reader], { env });
      return (JSON.parse(stdout) as { profiles: { default?: { region: string } } }).profiles.default?.region;
    };
    expect(await region('cli')).toBe('home');
    expect(await region('cli', '$HERE/elsewhere')).toBe('elsewhere');
    expect(await region('js', '$HERE/elsewhere')).toBeUndefined();
    expect(await region('js', '~/../elsewhere')).toBe('elsewhere');
    expect(await region('cli', '')).toBeUndefined();
    expect(await region('js', '')).toBe('home');
  });

  it('says which file and line a reader refuses', async () => {
    const config = await workspace.write('c1', '[default]\nregion = x\nregion = y\n');
    const answer = await profiles('cli', '--config', config);
    expect(answer).toMatchObject({ version: 1, error: { file: 'c1', line: 3 } });
  });

  it('takes missing and special files for empty, and says so', async () => {
    const { code, stdout, stderr } = await workspace.run([
      'profiles',
      '--json',
      '--config',
      'none',
      '--credentials',
      '/dev/null',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ version: 1, profiles: {}, ssoSessions: {}, services: {} });
    expect(stderr).toBe(
      'keyless: none counts as empty: it does not exist (any more)\nkeyless: /dev/null counts as empty: it is not a regular file\n',
    );
  });

  it('says 2 about files that cannot be read', async () => {
    await truncate(await workspace.write('large', ''), 50_000_000);
    await mkdir(join(workspace.folder, 'folder'), { recursive: true });
    const { code, stdout } = await workspace.run(['profiles', '--json', '--config', 'large']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      error: { file: 'large', line: 1, reason: 'its size of 47.7 MiB is over the limit of 1 MiB' },
    });
  });
});

describe('keyless profiles --json --origins', () => {
  it('tells where each value stands and how each profile comes to its credentials', async () => {
    const config = await workspace.write(
      'c1',
      '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = b\ns3 =\n  addressing_style = path\n',
    );
    const credentials = await workspace.write('c2', '[b]\naws_access_key_id = AKIASP2TPHJSQH3FJRUX\n');
    expect(
      await profiles('cli', '--origins', '--config', config, '--credentials', credentials),
    ).toMatchObject({
      version: 1,
      profiles: { a: { s3: { addressing_style: 'path' } } },
      origins: {
        a: { source_profile: { file: 'c1', line: 3 }, 's3.addressing_style': { file: 'c1', line: 5 } },
        b: { aws_access_key_id: { file: 'c2', line: 2 } },
      },
      chains: {
        a: [
          '1. a: role x of account 123456789012 (config, line 2)',
          '2. b: long-term key AKIA…JRUX of account 171436882533 (credentials, line 2)',
        ],
      },
    });
  });
});

describe('keyless profiles', () => {
  it('shows each value with its place, who reads it otherwise, and the chain to the credentials', async () => {
    const config = await workspace.write(
      'c1',
      '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = b\nregion = eu-west-1 # Ireland\n[sso-session s]\nsso_region = eu-west-1\n[profile gone]\nrole_arn = arn:aws:iam::123456789012:role/y\nsource_profile = nobody\n',
    );
    const credentials = await workspace.write(
      'c2',
      '[b]\naws_access_key_id = AKIASP2TPHJSQH3FJRUX\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1\n',
    );
    const { code, stdout, stderr } = await workspace.run([
      'profiles',
      '--config',
      config,
      '--credentials',
      credentials,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "profile a
        role_arn        arn:aws:iam::123456789012:role/x  c1:2
        source_profile  b                                 c1:3
        region          eu-west-1 # Ireland               c1:4  AWS CLI, boto3
        region          eu-west-1                         c1:4  SDK for JavaScript
        credentials:
          1. a: role x of account 123456789012 (config, line 2)
          2. b: long-term key AKIA…JRUX of account 171436882533 (credentials, line 2)

      profile gone
        role_arn        arn:aws:iam::123456789012:role/y  c1:8
        source_profile  nobody                            c1:9
        credentials:
          1. gone: role y of account 123456789012 (config, line 8)
          nobody, the source of gone, does not exist.

      profile b
        aws_access_key_id      ***  c2:2
        aws_secret_access_key  ***  c2:3
        credentials:
          1. b: long-term key AKIA…JRUX of account 171436882533 (credentials, line 2)

      sso-session s
        sso_region  eu-west-1  c1:6
      "
    `);
  });

  it('says so where the AWS CLI refuses a file, and shows what the other reader sees', async () => {
    const config = await workspace.write('c1', '[default]\nregion = x\nregion = y\n');
    const none = await workspace.write('c2', '');
    const argv = ['profiles', '--config', config, '--credentials', none];
    const both = await workspace.run(argv);
    expect(both).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^keyless: c1:3: .+; the AWS CLI fails/u) as string,
    });
    expect(both.stdout).toContain('region  y  c1:3');
    expect((await workspace.run([...argv, '--as', 'cli'])).stdout).toBe('');
    expect((await workspace.run([...argv, '--as', 'js'])).stderr).toBe('');
  });

  it('ends a sentence once where it says what the AWS CLI refuses', async () => {
    const config = await workspace.write('c1', 'x\n');
    const { stderr } = await workspace.run(['profiles', '--config', config]);
    const told = /such as \[default\]; the AWS CLI fails for every profile until that is mended\n$/u;
    expect(stderr).toMatch(told);
    expect((await workspace.run(['sessions'], { env: { AWS_CONFIG_FILE: config } })).stderr).toMatch(told);
  });

  it('says that there is nothing', async () => {
    const none = await workspace.write('c1', '');
    expect((await workspace.run(['profiles', '--config', none, '--credentials', none])).stdout).toBe(
      'No profiles.\n',
    );
  });

  it('says 2 about files that cannot be read', async () => {
    await truncate(await workspace.write('large', ''), 50_000_000);
    expect(await workspace.run(['profiles', '--config', 'large'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'keyless: large:1: its size of 47.7 MiB is over the limit of 1 MiB\n',
    });
  });

  it('shows no secret and no control character, wherever they stand', async () => {
    const keyId = 'ASIAQNZGKIQY56JQ7WML';
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1';
    const token = `IQoJb3JpZ2luX2VjEJr${'aB3/'.repeat(40)}==`;
    const config = await workspace.write(
      'c1',
      `[profile ${keyId}]\nregion = ${token}\noutput = ${secret}\n${secret}x = 1\ncredential_process = get\u001b[31m --secret=${secret}\nsource_profile = ${secret}\nrole_arn = ${token}\n[sso-session ${keyId}]\nsso_region = x\n`,
    );
    const { stdout } = await workspace.run(['profiles', '--config', config]);
    for (const hidden of [keyId, secret, token, token.slice(0, 30), '\u001b'])
      expect(stdout.toLowerCase()).not.toContain(hidden.toLowerCase());
    expect(stdout).toContain('credential_process');
  });
});
