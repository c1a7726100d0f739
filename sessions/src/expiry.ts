import { join } from 'node:path';
import {
  bridgedProfile,
  knownSessionOf,
  pastedEnd,
  SecretValue,
  type ChainHop,
  type CredentialProvider,
  type KnownSession,
  type Profile,
  type ProfileGraph,
  type SafeText,
  type StaticProvider,
} from '@keyless/core';
import type { Environment } from '@keyless/files';
import { assumeRoleCacheName, cliCacheFolder, ssoCacheName } from './cli-cache/key.ts';
import { readCacheEntry, stateAt, type CacheEntry } from './cli-cache/read.ts';
import type { RefusedProfiles } from './profiles.ts';
import { readRoleHop } from './refresh/role-hop.ts';
import { safeArn } from './safe-path.ts';
import { secretValue, textSetting } from './setting-text.ts';
import { loginFile, readLogin } from './sign-in/login-cache.ts';
import { readSsoToken, ssoTokenFile } from './sign-in/sso-cache.ts';
import { ssoSettings, type SsoSettings } from './sign-in/sso-settings.ts';

/** What is known of the end of a profile's session. A `SessionEnd` of core, with what only the disk tells. */
export type ProfileExpiry =
  /** `signIn`: nobody has signed in; else there is no session yet. */
  | { readonly state: 'absent'; readonly signIn?: boolean }
  | KnownExpiry
  /** Every command of the AWS CLI with this profile fails until the file is replaced or deleted. */
  | { readonly state: 'corrupt'; readonly reason: SafeText; readonly file: string };

/** A moment at which a session ends, or the sign-in behind it. */
export interface KnownExpiry {
  /** `soon`: less than 15 minutes are left, so the AWS CLI assumes a role anew with its next command. */
  readonly state: 'live' | 'soon' | 'ended';
  readonly expiresAt: Date;
  /** Whose session it is, where the cache tells. */
  readonly arn: SafeText | undefined;
  /** Absolute path of what it is known from; `undefined` for a note in an AWS file. Several profiles may share it. */
  readonly file: string | undefined;
  readonly signIn?: boolean;
  /** The AWS CLI renews it by itself. */
  readonly renews?: boolean;
}

/** What the ends are looked up by. */
export interface ExpirySources {
  readonly graph: ProfileGraph;
  readonly home: string;
  readonly env: Environment;
  /** The sessions of the AWS CLI's cache, by which pasted ones are recognised. */
  readonly known?: (() => Promise<readonly KnownSession[]>) | undefined;
}

/** The AWS CLI gives up on longer chains of `export-credentials`. */
const LONGEST_BRIDGE = 4;

/**
 * When the session of a profile ends, by whatever knows it: the AWS CLI's cache for roles, the tokens of sign-ins, the
 * note beside a pasted session, and for a bridge the profile behind it. `undefined` where nothing knows: long-term keys,
 * commands, and profiles whose settings the AWS CLI refuses. Never rejects.
 */
export async function expiryOfProfile(
  sources: ExpirySources | RefusedProfiles,
  profileName: string,
  now: Date,
): Promise<ProfileExpiry | undefined> {
  if ('refusal' in sources) return undefined;
  const hop = sources.graph.chainOf(profileName)?.hops[0];
  return hop && expiryOfHop(hop, sources, now);
}

/** The same for a profile at its place in a chain: as somebody's source, its own keys come first. */
export async function expiryOfHop(
  { profile, provider }: ChainHop,
  sources: ExpirySources,
  now: Date,
  bridges = 0,
): Promise<ProfileExpiry | undefined> {
  switch (provider.type) {
    case 'role':
      return roleEnd(profile, sources, now);
    case 'web-identity':
      return webIdentityEnd(profile, provider, sources, now);
    case 'sso':
      return ssoEnd(profile, provider, sources, now);
    case 'login':
      return loginEnd(provider, sources, now);
    case 'static':
      return staticEnd(profile, provider, sources, now);
    case 'process':
      return bridges < LONGEST_BRIDGE ? bridgeEnd(provider, sources, now, bridges) : undefined;
    case 'none':
      return undefined;
  }
}

type Provider<Type extends CredentialProvider['type']> = Extract<CredentialProvider, { readonly type: Type }>;

async function roleEnd(
  profile: Profile,
  { home }: ExpirySources,
  now: Date,
): Promise<ProfileExpiry | undefined> {
  const hop = readRoleHop(profile);
  return 'problem' in hop ? undefined : entryEnd(home, hop.cacheName, now);
}

async function bridgeEnd(
  { command }: Provider<'process'>,
  sources: ExpirySources,
  now: Date,
  bridges: number,
): Promise<ProfileExpiry | undefined> {
  const name = secretValue(command)?.derive(bridgedProfile);
  const next = name === undefined ? undefined : sources.graph.chainOf(name)?.hops[0];
  return next && expiryOfHop(next, sources, now, bridges + 1);
}

async function entryEnd(home: string, cacheName: string, now: Date): Promise<ProfileExpiry> {
  return expiryOfEntry(await readCacheEntry(home, cacheName, now), home, cacheName);
}

/** The part of an entry that may be handed on: its times, and not its session. */
function expiryOfEntry(entry: CacheEntry, home: string, cacheName: string): ProfileExpiry {
  switch (entry.state) {
    case 'absent':
      return { state: 'absent' };
    case 'corrupt':
      return { state: 'corrupt', reason: entry.reason, file: join(cliCacheFolder(home), cacheName) };
    default:
      return {
        state: entry.state,
        expiresAt: entry.expiresAt,
        file: join(cliCacheFolder(home), cacheName),
        arn: entry.arn === undefined ? undefined : safeArn(entry.arn),
      };
  }
}

async function webIdentityEnd(
  { settings }: Profile,
  provider: Provider<'web-identity'>,
  { home }: ExpirySources,
  now: Date,
): Promise<ProfileExpiry | undefined> {
  const roleArn = textSetting(provider.roleArn);
  if (!roleArn) return undefined;
  const roleSessionName = textSetting(settings.get('role_session_name'));
  // Of what a role takes, botocore hashes these two only for a web identity.
  return entryEnd(home, assumeRoleCacheName({ roleArn, roleSessionName }), now);
}

/** The sign-in's end; behind it that of the session which the AWS CLI v2 still has from it. */
async function ssoEnd(
  profile: Profile,
  provider: Provider<'sso'>,
  { graph, home }: ExpirySources,
  now: Date,
): Promise<ProfileExpiry | undefined> {
  const settings = ssoSettings(profile, provider, graph);
  const { sessionName, found, startUrl } = settings;
  if (!found || !startUrl) return undefined;
  const cached = await permissionSetEnd({ ...settings, startUrl }, home, now);
  if (cached?.state === 'corrupt') return cached;
  const tokenOf = sessionName ?? startUrl;
  const token = await readSsoToken(home, tokenOf, now);
  if (token.state !== 'live' && cached?.state === 'live') return cached;
  return token.state === 'absent'
    ? { state: 'absent', signIn: true }
    : signInEnd(token, ssoTokenFile(home, tokenOf), now);
}

async function permissionSetEnd(
  { sessionName, startUrl, accountId, roleName }: SsoSettings & { readonly startUrl: string },
  home: string,
  now: Date,
): Promise<ProfileExpiry | undefined> {
  if (accountId === undefined || roleName === undefined) return undefined;
  const signIn = sessionName === undefined ? { startUrl } : { sessionName };
  return entryEnd(home, ssoCacheName(accountId, roleName, signIn), now);
}

async function loginEnd(
  provider: Provider<'login'>,
  { home, env }: ExpirySources,
  now: Date,
): Promise<ProfileExpiry | undefined> {
  const session = textSetting(provider.session);
  if (!session) return undefined;
  const file = loginFile(home, env, session);
  const login = await readLogin(file, now);
  return login.state === 'absent' ? { state: 'absent', signIn: true } : signInEnd(login, file, now);
}

function signInEnd(
  { expiresAt, renews }: { readonly expiresAt: Date; readonly renews: boolean },
  file: string,
  now: Date,
): KnownExpiry {
  return { state: stateAt(expiresAt, now), expiresAt, arn: undefined, file, signIn: true, renews };
}

/** By the note of the tool that pasted it, else by the AWS CLI's cache, which it may have been copied from. */
async function staticEnd(
  { settings }: Profile,
  { accessKeyId, sessionToken }: StaticProvider,
  { known }: ExpirySources,
  now: Date,
): Promise<ProfileExpiry | undefined> {
  const id = accessKeyId.value instanceof SecretValue ? accessKeyId.value : undefined;
  const noted = pastedEnd(settings)?.expiresAt;
  // A note beside long-term keys is a leftover.
  if (!sessionToken && !id?.matches(/^\s*ASIA/u)) return undefined;
  const expiresAt = noted ?? (id && knownSessionOf(id, await known?.())?.end);
  return expiresAt && { state: stateAt(expiresAt, now), expiresAt, arn: undefined, file: undefined };
}
