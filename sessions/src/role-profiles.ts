import { parseRoleArn, safe, safeName, type Profile, type ProfileChain, type SafeText } from '@keyless/core';
import { readCacheEntry } from './cli-cache/read.ts';
import { expiryOfEntry, type ProfileExpiry } from './expiry.ts';
import type { LoadedProfiles, ReadProfiles } from './profiles.ts';
import { firstToAssume } from './refresh/first-to-assume.ts';
import { describeSource } from './refresh/read-source.ts';
import { roleProfiles } from './refresh/plan.ts';
import { readRoleHop } from './refresh/role-hop.ts';
import { safeArn } from './safe-path.ts';

/** A profile that assumes a role, for a list to pick from. */
export interface RoleProfile {
  /** As written: what `planRefresh` wants. */
  readonly name: string;
  /** The name as it may be shown. */
  readonly label: SafeText;
  readonly roleArn: SafeText;
  /** Absent where `role_arn` is no ARN of a role. */
  readonly accountId: SafeText | undefined;
  readonly roleName: SafeText | undefined;
  /** Where its credentials come from, nearest first: `role of profile base, keys of profile dev`. */
  readonly sourceDescription: SafeText;
  /** Whether a refresh now would ask for an MFA code. */
  readonly needsMfa: boolean;
  /** When its cached session ends or has ended; absent without a readable one. */
  readonly expiresAt: Date | undefined;
  /** What the AWS CLI's cache holds for it; absent where its settings are such that there can be no entry. */
  readonly cache: ProfileExpiry | undefined;
}

/** The profiles that assume a role, by name. None where the AWS CLI refuses the files. */
export async function listRoleProfiles(
  loaded: LoadedProfiles,
  { now }: { readonly now: Date },
): Promise<readonly RoleProfile[]> {
  if (!loaded.ok) return [];
  const entries = cachedReader(loaded, now);
  const names = [...loaded.graph.profiles.keys()].sort((one, other) => (one < other ? -1 : 1));
  const profiles = await Promise.all(names.map((name) => roleProfile(loaded, name, entries)));
  return profiles.filter((profile) => profile !== undefined);
}

type EntryReader = (profile: Profile) => Promise<ProfileExpiry | undefined>;

/** Reads each entry once: many profiles share the role before theirs. */
function cachedReader({ home }: ReadProfiles, now: Date): EntryReader {
  const known = new Map<string, Promise<ProfileExpiry>>();
  return async (profile) => {
    const hop = readRoleHop(profile);
    if ('problem' in hop) return undefined;
    const { cacheName } = hop;
    const reading =
      known.get(cacheName) ??
      readCacheEntry(home, cacheName, now).then((entry) => expiryOfEntry(entry, home, cacheName));
    known.set(cacheName, reading);
    return reading;
  };
}

async function roleProfile(
  { graph }: ReadProfiles,
  name: string,
  entryOf: EntryReader,
): Promise<RoleProfile | undefined> {
  const chain = graph.chainOf(name);
  if (chain?.hops[0].provider.type !== 'role') return undefined;
  const { profile } = chain.hops[0];
  // Only a plain value may be shown: one that hides a secret may be anything.
  const written = profile.settings.get('role_arn')?.value;
  const roleArn = typeof written === 'string' ? written : '';
  const arn = parseRoleArn(roleArn);
  const cache = await entryOf(profile);
  return {
    name,
    label: safeName(name),
    roleArn: arn ? safeArn(roleArn) : safeName(roleArn),
    accountId: arn && safeArn(arn.accountId),
    roleName: arn && safeArn(arn.name),
    sourceDescription: describeChain(chain),
    needsMfa: await needsMfa(roleProfiles(chain), entryOf),
    expiresAt: cache && 'expiresAt' in cache ? cache.expiresAt : undefined,
    cache,
  };
}

function describeChain({ hops, end }: ProfileChain): SafeText {
  const [, ...behind] = hops;
  const parts = behind.map((hop) =>
    hop.provider.type === 'role' ? safe`role of profile ${safeName(hop.profile.name)}` : describeSource(hop),
  );
  const last = hops.at(-1) ?? hops[0];
  if (last.provider.type === 'role') parts.push(describeSource(last));
  const path = parts.reduce((text, part) => safe`${text}, ${part}`);
  if (end.type === 'dangling') return safe`${path} (missing)`;
  return end.type === 'cycle' ? safe`${path} (a circle)` : path;
}

async function needsMfa(roles: readonly Profile[], entryOf: EntryReader): Promise<boolean> {
  const first = await firstToAssume(roles.length, async (index) => {
    const role = roles[index];
    return role !== undefined && (await entryOf(role))?.state === 'live';
  });
  return roles.slice(first).some((role) => role.settings.has('mfa_serial'));
}
