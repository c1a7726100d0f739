import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cliCacheFolder,
  loadProfiles,
  loadSts,
  planRefresh,
  refreshProfile,
  type LoadedProfiles,
  type RefreshPorts,
  type RefreshResult,
} from '@keyless/sessions';
import { createStsServer, type StsServer } from '../sts/server.ts';
import { arnOfRole, defaultWorld, devMfaSerial, keyOfUser, partnerExternalId } from '../sts/world.ts';
import type { World } from '../sts/world-types.ts';

/** A home folder of its own with AWS files, and a local STS behind it. */
export interface Fixture {
  readonly home: string;
  readonly sts: StsServer;
  readonly world: World;
  readonly env: NodeJS.ProcessEnv;
  /** What the ports told or asked, in order. */
  readonly told: string[];
  readonly load: (env?: NodeJS.ProcessEnv) => Promise<LoadedProfiles>;
  /** Loads the profiles, plans, and runs. */
  readonly refresh: (profile: string, ports?: Partial<RefreshPorts>) => Promise<RefreshResult>;
  readonly cacheFiles: () => Promise<readonly string[]>;
  readonly cacheText: (name: string) => Promise<string>;
  readonly writeAws: (name: string, text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The secret of the user `dev`, which must appear nowhere but in the files of the fixture. */
export function devSecret(world: World): string {
  return keyOfUser(world, 'dev').secretAccessKey;
}

/** A config file with a profile for each way to a role. */
export function exampleConfig(world: World, helper: string): string {
  const role = (name: string): string => arnOfRole(world, name);
  return `[profile my-role]
role_arn = ${role('ReadOnly')}
source_profile = dev
region = eu-central-1

[profile everything]
role_arn = ${role('Partner')}
source_profile = dev
role_session_name = me
external_id = ${partnerExternalId}
duration_seconds = 1_800

[profile by-process]
role_arn = ${role('Deploy')}
source_profile = process

[profile process]
credential_process = "${process.execPath}" "${helper}" --user dev

[profile by-environment]
role_arn = ${role('Deploy')}
credential_source = Environment

[profile chained]
role_arn = ${role('Chained')}
source_profile = my-role

[profile chained-too-long]
role_arn = ${role('Chained')}
source_profile = my-role
duration_seconds = 7200

[profile too-long]
role_arn = ${role('Deploy')}
source_profile = dev
duration_seconds = 7200

[profile not-a-number]
role_arn = ${role('Deploy')}
source_profile = dev
duration_seconds = 7200 # two hours

[profile admin]
role_arn = ${role('Admin')}
source_profile = dev
mfa_serial = ${devMfaSerial}

[profile closed]
role_arn = ${role('Closed')}
source_profile = dev
`;
}

/** The credentials file that goes with it. */
export function exampleCredentials(world: World): string {
  const key = keyOfUser(world, 'dev');
  return `[dev]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`;
}

/** A program that prints the keys of `dev`, as a credential_process does. */
function helperProgram(world: World): string {
  const { accessKeyId, secretAccessKey } = keyOfUser(world, 'dev');
  const answer = { Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey };
  return `if (process.argv.slice(2).join(' ') !== '--user dev') process.exit(9);
console.error('debug: using ${secretAccessKey}');
console.log(${JSON.stringify(JSON.stringify(answer))});`;
}

/** Makes a home folder, its AWS files, and an STS. */
export async function startFixture(): Promise<Fixture> {
  const home = await mkdtemp(join(tmpdir(), 'keyless-sessions-'));
  const world = defaultWorld();
  const sts = await createStsServer({ world });
  const helper = join(home, 'helper.mjs');
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], AWS_ENDPOINT_URL_STS: sts.url };
  const told: string[] = [];
  const writeAws = async (name: string, text: string): Promise<void> => {
    await mkdir(join(home, '.aws'), { recursive: true });
    await writeFile(join(home, '.aws', name), text, { mode: 0o600 });
  };
  await writeFile(helper, helperProgram(world));
  await writeAws('config', exampleConfig(world, helper));
  await writeAws('credentials', exampleCredentials(world));
  const load = (given = env): Promise<LoadedProfiles> => loadProfiles(given, home);
  const refresh: Fixture['refresh'] = async (profile, more = {}) => {
    const ports: RefreshPorts = {
      askMfaCode: ({ serial }) => {
        told.push(`asked for ${serial}`);
        return Promise.resolve('123456');
      },
      progress: (message) => told.push(message),
      clock: () => new Date(),
      signal: new AbortController().signal,
      loadSts,
      env,
      home,
      ...more,
    };
    return refreshProfile(planRefresh(await load(ports.env), profile), ports);
  };
  const folder = cliCacheFolder(home);
  return {
    home,
    sts,
    world,
    env,
    told,
    load,
    refresh,
    writeAws,
    cacheFiles: () => readdir(folder).catch(() => []),
    cacheText: (name) => readFile(join(folder, name), 'utf8'),
    close: async () => {
      await sts.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
