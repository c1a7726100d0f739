import { rename, symlink } from 'node:fs/promises';
import { createNodeHost } from '@keyless/server';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { client, start, useWorld, world } from './scene.ts';
import { until } from './until.ts';

const ROLE = '[app]\nrole_arn = arn:aws:iam::123456789012:role/App\nsource_profile = base\n';
const BASE = '[profile base]\nsso_session = work\nsso_account_id = 123456789012\nsso_role_name = Dev\n';
const SESSION =
  '[sso-session work]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-central-1\n';
const ENV = 'AWS_PROFILE=base\n';

const DANGLING = 'dangling-source-profile';
const UNKNOWN = 'unknown-profile';

let config: string;
let credentials: string;
let env: string;

useWorld(() => ({ linter: createNodeHost({}).linter }));
beforeEach(() => {
  config = world.uri('home/.aws/config');
  credentials = world.uri('home/.aws/credentials');
  env = world.uri('work/.env');
});

/** Lets a change be noticed, and waits for the client to be asked to pull again. */
async function refreshed(change: () => Promise<void>): Promise<void> {
  const before = client.counts.refreshes;
  await change();
  await client.settled();
  world.timers.advance(200);
  await until('a refresh', () => client.counts.refreshes > before);
}

describe('the profiles of both files', () => {
  it('judge credentials and environment files anew while config is edited', async () => {
    await start();
    await client.open(config, '[profile other]\n');
    await client.open(credentials, ROLE);
    await client.open(env, ENV);
    expect(await client.codes(credentials)).toContain(DANGLING);
    expect(await client.codes(env)).toEqual([UNKNOWN]);
    await refreshed(() => client.change(config, 2, [{ text: BASE + SESSION }]));
    expect(await client.codes(credentials)).not.toContain(DANGLING);
    expect(await client.codes(env)).toEqual([]);
    await refreshed(() => client.change(config, 3, [{ text: BASE.replace('base', 'basis') + SESSION }]));
    expect(await client.codes(credentials)).toContain(DANGLING);
    expect(await client.codes(env)).toEqual([UNKNOWN]);
  });

  it('judge config and environment files anew while credentials are edited', async () => {
    await start();
    await client.open(config, ROLE.replace('[app]', '[profile app]'));
    await client.open(credentials, '[other]\nregion = eu-central-1\n');
    await client.open(env, ENV);
    expect(await client.codes(config)).toContain(DANGLING);
    await refreshed(() =>
      client.change(credentials, 2, [{ text: '[base]\ncredential_process = /bin/keys\n' }]),
    );
    expect(await client.codes(config)).not.toContain(DANGLING);
    expect(await client.codes(env)).toEqual([]);
  });

  it('judge files anew that are not open', async () => {
    await world.write('work/.env', ENV);
    await world.write('home/.aws/config', '[profile other]\n');
    await world.write('home/.aws/credentials', ROLE);
    await start({ folders: [world.folder, world.uri('home')] });
    await client.scanned();
    const shown = (uri: string): readonly unknown[] =>
      client.shown(uri)?.diagnostics.map(({ code }) => code) ?? [];
    expect([shown(env), shown(credentials)]).toEqual([[UNKNOWN], expect.arrayContaining([DANGLING])]);
    await client.open(config, BASE + SESSION);
    await client.settled();
    world.timers.advance(200);
    await until('no finding', () => shown(env).length === 0 && !shown(credentials).includes(DANGLING));
  });

  it('count as they are on the disk again when an unsaved config is closed', async () => {
    await world.write('home/.aws/config', BASE);
    await start();
    await client.open(config, '[profile other]\n');
    await client.open(env, ENV);
    expect(await client.codes(env)).toEqual([UNKNOWN]);
    await refreshed(() => client.close(config));
    expect(await client.codes(env)).toEqual([]);
  });
});

describe('what other tools do on the disk', () => {
  it('is seen when it is told: a file comes, is replaced, and goes', async () => {
    await world.write('home/.aws/credentials', '[other]\nregion = eu-central-1\n');
    await start();
    await client.open(env, ENV);
    expect(await client.codes(env)).toEqual([UNKNOWN]);
    await world.write('home/.aws/config', BASE);
    await refreshed(() => client.watched(config, FileChangeType.Created));
    expect(await client.codes(env)).toEqual([]);
    // Written aside and moved into its place, as careful tools do; the length stays the same.
    await world.write('home/.aws/config.tmp', BASE.replace('base', 'bass'));
    await rename(world.path('home/.aws/config.tmp'), world.path('home/.aws/config'));
    await refreshed(() => client.watched(config, FileChangeType.Changed));
    expect(await client.codes(env)).toEqual([UNKNOWN]);
    await world.write('home/.aws/credentials', '[base]\nregion = eu-central-1\n');
    await refreshed(() => client.watched(credentials, FileChangeType.Changed));
    expect(await client.codes(env)).toEqual([]);
    await world.remove('home/.aws/credentials');
    await refreshed(() => client.watched(credentials, FileChangeType.Deleted));
    expect(await client.codes(env)).toEqual([UNKNOWN]);
  });

  it('is seen a second later at most where it is not told, also behind a link', async () => {
    await world.write('dotfiles/aws', '[profile other]\n');
    await symlink(world.path('dotfiles/aws'), world.path('home/.aws/config'));
    await start();
    await client.open(env, ENV);
    expect(await client.codes(env)).toEqual([UNKNOWN]);
    await world.write('dotfiles/aws', BASE);
    world.timers.advance(1000);
    expect(await client.codes(env)).toEqual([]);
  });

  it('does not count for a file that is open', async () => {
    await start();
    await client.open(config, BASE);
    await client.open(env, ENV);
    await world.write('home/.aws/config', '[profile other]\n');
    await client.watched(config, FileChangeType.Changed);
    await client.settled();
    world.timers.advance(1000);
    expect(await client.codes(env)).toEqual([]);
  });
});

describe('the files that the environment names', () => {
  const startWith = async (variables: Readonly<Record<string, string>>): Promise<void> => {
    const { awsPaths } = createNodeHost(variables);
    await start({}, { ...world.host, awsPaths });
  };

  it('are the ones that count, and the usual ones do not', async () => {
    await world.write('home/.aws/config', BASE);
    const team = await world.write('team/aws.ini', '[profile other]\n');
    const keys = await world.write('team/keys.ini', '[more]\nregion = eu-central-1\n');
    await startWith({
      AWS_CONFIG_FILE: world.path('team/aws.ini'),
      AWS_SHARED_CREDENTIALS_FILE: world.path('team/keys.ini'),
    });
    await client.open(env, ENV);
    expect(await client.codes(env)).toEqual([UNKNOWN]);
    await world.write('team/aws.ini', BASE);
    await refreshed(() => client.watched(team, FileChangeType.Changed));
    expect(await client.codes(env)).toEqual([]);
    await world.write('team/aws.ini', '[profile other]\n');
    await world.write('team/keys.ini', '[base]\nregion = eu-central-1\n');
    await refreshed(() => client.watched(keys, FileChangeType.Changed));
    expect(await client.codes(env)).toEqual([]);
  });

  it('are AWS files whatever they are called, and belong together', async () => {
    const team = world.uri('team/aws.ini');
    const keys = world.uri('elsewhere/keys.ini');
    await startWith({
      AWS_CONFIG_FILE: world.path('team/aws.ini'),
      AWS_SHARED_CREDENTIALS_FILE: world.path('elsewhere/keys.ini'),
    });
    await client.open(keys, ROLE);
    expect(await client.codes(keys)).toContain(DANGLING);
    await client.open(team, BASE + SESSION);
    expect(await client.codes(keys)).not.toContain(DANGLING);
  });

  it('are watched where they are', async () => {
    await startWith({ AWS_CONFIG_FILE: world.path('team/aws.ini') });
    await until('registrations', () => client.registrations.length >= 2);
    const watched = JSON.stringify(client.registrations);
    expect(watched).toContain(JSON.stringify({ baseUri: world.uri('team'), pattern: 'aws.ini' }));
    expect(watched).not.toContain(JSON.stringify({ baseUri: world.uri('home/.aws'), pattern: 'config' }));
  });

  it('are none where the environment says that there is none', async () => {
    await world.write('home/.aws/config', BASE);
    await startWith({ AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: world.path('team/keys.ini') });
    await world.write('team/keys.ini', '[other]\nregion = eu-central-1\n');
    await client.open(env, ENV);
    expect(await client.codes(env)).toEqual([UNKNOWN]);
  });
});
