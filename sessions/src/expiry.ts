import { join } from 'node:path';
import type { SafeText } from '@keyless/core';
import { cliCacheFolder } from './cli-cache/key.ts';
import { readCacheEntry, type CacheEntry } from './cli-cache/read.ts';
import type { ReadProfiles, RefusedProfiles } from './profiles.ts';
import { readRoleHop } from './refresh/role-hop.ts';
import { safeArn } from './safe-path.ts';

/** What the AWS CLI's cache says of a role profile. */
export type ProfileExpiry =
  | { readonly state: 'absent' }
  /** `soon`: less than 15 minutes are left, so the AWS CLI assumes the role anew with its next command. */
  | {
      readonly state: 'live' | 'soon' | 'ended';
      readonly expiresAt: Date;
      readonly arn: SafeText | undefined;
    }
  /** Every command of the AWS CLI with this profile fails until the file is replaced or deleted. */
  | { readonly state: 'corrupt'; readonly reason: SafeText; readonly file: string };

/**
 * When the session of a profile ends, by the AWS CLI's cache. `undefined` for a profile that assumes no role, and for
 * one whose settings the AWS CLI refuses: there is no entry then whose name could be told.
 */
export async function expiryOfProfile(
  loaded: Pick<ReadProfiles, 'ok' | 'graph' | 'home'> | Pick<RefusedProfiles, 'ok'>,
  profileName: string,
  now: Date,
): Promise<ProfileExpiry | undefined> {
  if (!loaded.ok || loaded.graph.providerOf(profileName).type !== 'role') return undefined;
  const profile = loaded.graph.profiles.get(profileName);
  const hop = profile && readRoleHop(profile);
  if (!hop || 'problem' in hop) return undefined;
  return expiryOfEntry(await readCacheEntry(loaded.home, hop.cacheName, now), loaded.home, hop.cacheName);
}

/** The part of an entry that may be handed on: its times, and not its session. */
export function expiryOfEntry(entry: CacheEntry, home: string, cacheName: string): ProfileExpiry {
  switch (entry.state) {
    case 'absent':
      return { state: 'absent' };
    case 'corrupt':
      return { state: 'corrupt', reason: entry.reason, file: join(cliCacheFolder(home), cacheName) };
    default:
      return {
        state: entry.state,
        expiresAt: entry.expiresAt,
        arn: entry.arn === undefined ? undefined : safeArn(entry.arn),
      };
  }
}
