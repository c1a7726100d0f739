import {
  parseRoleArn,
  providerDetail,
  safe,
  safeName,
  type ChainHop,
  type CredentialProvider,
  type ProfileChain,
  type ProfileSetting,
  type RoleProvider,
  type SafeText,
} from '@keyless/core';
import { bridgedProfiles, suggestBridge } from './bridge.ts';
import { CLI_EXPIRY_WINDOW } from './cli-cache/read.ts';
import { createSessionCache } from './cli-cache/known-sessions.ts';
import { expiryOfHop, type ProfileExpiry } from './expiry.ts';
import { awsCommand } from './mend.ts';
import type { LoadedProfiles, ReadProfiles } from './profiles.ts';
import { asksForCode, refreshNeed, type HopEnd, type RefreshNeed } from './refresh-need.ts';
import { describeSource } from './refresh/read-source.ts';
import { safeArn } from './safe-path.ts';

/** A profile whose credentials end some time. */
export interface SessionProfile {
  /** As written: what `planRefresh` wants. */
  readonly name: string;
  /** The name as it may be shown. */
  readonly label: SafeText;
  /** Only a `role` can be refreshed. */
  readonly kind: 'role' | 'web-identity' | 'sso' | 'login' | 'static' | 'process';
  /** In a few words: `role Deploy in 123456789012`, `IAM Identity Center`, `pasted session`. */
  readonly detail: SafeText;
  readonly accountId: SafeText | undefined;
  readonly roleName: SafeText | undefined;
  /** The profiles behind it, nearest first. */
  readonly behind: readonly SessionHop[];
  /** Where its credentials come from, nearest first: `role of profile base, keys of profile dev`. */
  readonly sourceDescription: SafeText;
  /** When its session ends, or has ended; absent where nothing tells. */
  readonly expiresAt: Date | undefined;
  /** What is known of its session; absent where nothing is. */
  readonly end: ProfileExpiry | undefined;
  /** Whether a refresh now would ask for an MFA code. */
  readonly needsMfa: boolean;
  /** What a refresh takes at the moment at which the AWS CLI uses the session no more. */
  readonly needThen: RefreshNeed;
  /** The command by which a person signs in; absent where there is nothing to sign in to. */
  readonly signIn: SafeText | undefined;
  /** Whether a bridge could hand its session to the SDKs, and there is none yet. */
  readonly wantsBridge: boolean;
}

/** A profile that assumes a role, for a list to pick from. */
export interface RoleProfile extends SessionProfile {
  readonly kind: 'role';
  readonly roleArn: SafeText;
}

/** A profile behind another. */
export interface SessionHop {
  readonly label: SafeText;
  readonly detail: SafeText;
  readonly end: ProfileExpiry | undefined;
}

/** The profiles whose credentials end some time, by name. None where the AWS CLI refuses the files. */
export async function listSessionProfiles(
  loaded: LoadedProfiles,
  { now }: { readonly now: Date },
): Promise<readonly (SessionProfile | RoleProfile)[]> {
  if (!loaded.ok) return [];
  const ends = endReader(loaded, now);
  const bridged = bridgedProfiles(loaded.graph);
  const names = [...loaded.graph.profiles.keys()].sort((one, other) => (one < other ? -1 : 1));
  const profiles = await Promise.all(
    names.map((name) => sessionProfile(loaded, name, { now, ends, bridged })),
  );
  return profiles.filter((profile) => profile !== undefined);
}

/** The profiles that assume a role, by name. */
export async function listRoleProfiles(
  loaded: LoadedProfiles,
  options: { readonly now: Date },
): Promise<readonly RoleProfile[]> {
  return (await listSessionProfiles(loaded, options)).filter(isRoleProfile);
}

/** Whether a profile assumes a role, and so can be refreshed. */
export function isRoleProfile(profile: SessionProfile): profile is RoleProfile {
  return profile.kind === 'role';
}

/** What is the same for all profiles of a list. */
interface Listing {
  readonly now: Date;
  readonly ends: EndReader;
  readonly bridged: ReadonlySet<string>;
}

type EndReader = (hop: ChainHop) => Promise<ProfileExpiry | undefined>;

/** Looks up each profile once: many have the same one behind them. */
function endReader({ graph, home, env }: ReadProfiles, now: Date): EndReader {
  const cache = createSessionCache(home);
  let sessions: ReturnType<typeof cache.read> | undefined;
  const known = () => (sessions ??= cache.read());
  const ends = new Map<string, Promise<ProfileExpiry | undefined>>();
  return (hop) => {
    const id = `${hop.provider.type} ${hop.profile.name}`;
    const end = ends.get(id) ?? expiryOfHop(hop, { graph, home, env, known }, now);
    ends.set(id, end);
    return end;
  };
}

async function sessionProfile(
  { graph }: ReadProfiles,
  name: string,
  { now, ends, bridged }: Listing,
): Promise<SessionProfile | RoleProfile | undefined> {
  const chain = graph.chainOf(name);
  if (!chain) return undefined;
  const [{ provider }] = chain.hops;
  const hops = await Promise.all(chain.hops.map(async (hop) => ({ hop, end: await ends(hop) })));
  const end = hops[0]?.end;
  const { type } = provider;
  // Long-term keys never end, and what a command gives is not known unless it hands on another profile's.
  if (type === 'none' || ((type === 'static' || type === 'process') && !end)) return undefined;
  const expiresAt = end && 'expiresAt' in end ? end.expiresAt : undefined;
  const profile: SessionProfile = {
    name,
    label: safeName(name),
    kind: type,
    detail: providerDetail(provider),
    ...whoOf(provider),
    behind: hops.slice(1).map(toHop),
    sourceDescription: describeChain(chain),
    expiresAt,
    end,
    needsMfa: await asksForCode(hops, now),
    needThen: await refreshNeed(hops, lastUse(expiresAt, now)),
    signIn: signInOf(chain),
    wantsBridge: !bridged.has(name) && suggestBridge(graph, name) !== undefined,
  };
  return provider.type === 'role' ? { ...profile, kind: 'role', roleArn: shownRole(provider) } : profile;
}

/** From then on the AWS CLI assumes the role anew. */
function lastUse(expiresAt: Date | undefined, now: Date): Date {
  const at = expiresAt ? expiresAt.getTime() - CLI_EXPIRY_WINDOW : 0;
  return new Date(Math.max(at, now.getTime()));
}

function toHop({ hop, end }: HopEnd): SessionHop {
  return { label: safeName(hop.profile.name), detail: providerDetail(hop.provider), end };
}

/** Role and account, where they are told by plain values: one that hides a secret may be anything. */
function whoOf(provider: CredentialProvider): Pick<SessionProfile, 'accountId' | 'roleName'> {
  if (provider.type === 'role' || provider.type === 'web-identity') {
    const arn = parseRoleArn(plain(provider.roleArn));
    return { accountId: arn && safeArn(arn.accountId), roleName: arn && safeArn(arn.name) };
  }
  if (provider.type !== 'sso') return { accountId: undefined, roleName: undefined };
  const [account, role] = [plain(provider.accountId), plain(provider.roleName)];
  return {
    accountId: account === '' ? undefined : safeName(account),
    roleName: role === '' ? undefined : safeName(role),
  };
}

function shownRole({ roleArn }: RoleProvider): SafeText {
  const text = plain(roleArn);
  return parseRoleArn(text) ? safeArn(text) : safeName(text);
}

function plain(setting: ProfileSetting | undefined): string {
  return typeof setting?.value === 'string' ? setting.value : '';
}

function signInOf({ hops }: ProfileChain): SafeText | undefined {
  const { profile, provider } = hops.at(-1) ?? hops[0];
  if (provider.type === 'sso') return awsCommand(safe`sso login`, profile.name);
  return provider.type === 'login' ? awsCommand(safe`login`, profile.name) : undefined;
}

function describeChain({ hops, end }: ProfileChain): SafeText {
  const [, ...behind] = hops;
  const parts = behind.map((hop) =>
    hop.provider.type === 'role' ? safe`role of profile ${safeName(hop.profile.name)}` : describeSource(hop),
  );
  const last = hops.at(-1) ?? hops[0];
  if (last.provider.type === 'role' || parts.length === 0) parts.push(describeSource(last));
  const path = parts.reduce((text, part) => safe`${text}, ${part}`);
  if (end.type === 'dangling') return safe`${path} (missing)`;
  return end.type === 'cycle' ? safe`${path} (a circle)` : path;
}
