import { safeName, type Profile, type ProfileGraph, type SafeText } from '@keyless/core';
import { assumeRoleCacheName } from '../cli-cache/key.ts';
import { settingValue } from '../setting-text.ts';
import { readRoleHop } from './role-hop.ts';

/**
 * Other profiles that the AWS CLI serves from the same cache entry although their credentials come from elsewhere: its
 * name holds the role and the options of the call, and neither the profile nor its source. Whoever refreshes one of
 * them changes the session of all.
 */
export function sharingProfiles(
  graph: ProfileGraph,
  profile: Profile,
  cacheName: string,
): readonly SafeText[] {
  const source = sourceOf(profile);
  return [...graph.profiles.values()]
    .filter((other) => other !== profile && sourceOf(other) !== source && entryOf(graph, other) === cacheName)
    .map(({ name }) => safeName(name));
}

function entryOf(graph: ProfileGraph, profile: Profile): string | undefined {
  const { type } = graph.providerOf(profile.name);
  if (type !== 'role' && type !== 'web-identity') return undefined;
  const hop = readRoleHop(profile);
  if ('problem' in hop) return undefined;
  const { roleArn, roleSessionName } = hop.call;
  // For a web identity botocore hashes these two only.
  return type === 'role' ? hop.cacheName : assumeRoleCacheName({ roleArn, roleSessionName });
}

function sourceOf({ settings }: Profile): string {
  const keys = ['source_profile', 'credential_source', 'web_identity_token_file'];
  return JSON.stringify(keys.map((key) => String(settingValue(settings.get(key)))));
}
