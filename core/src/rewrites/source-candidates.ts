import type { ProfileGraph } from '../aws/profile-graph.ts';
import type { IniSection } from '../documents/ini/nodes.ts';
import { BASE_IDENTITY, vaultProcess } from './base-identity.ts';
import type { RewriteContext } from './rewrite.ts';

/** A profile that can be the source of a role. */
export interface SourceCandidate {
  readonly name: string;
  /** Its settings, where the profile does not exist yet. */
  readonly created: ReadonlyMap<string, string> | undefined;
}

/** Likeliest first: what renews itself without a person, then what does after a login, then keys. */
const RANKS: Readonly<Record<string, number>> = { process: 0, sso: 1, static: 2 };

/**
 * The profiles that could be the source of a role in this section, likeliest first: the one it names already, then
 * those with a process, SSO, or long-term keys. Roles and sessions are none, because STS limits what is assumed with
 * them. A new profile where there is none.
 */
export function sourceCandidates(
  section: IniSection,
  { profiles }: RewriteContext,
): readonly SourceCandidate[] {
  const own = profiles.profiles.get(section.name)?.settings.get('source_profile')?.value;
  const found = [...profiles.profiles.keys()]
    .map((name) => ({ name, rank: name === own ? -1 : rankOf(name, profiles) }))
    .filter(({ name, rank }) => name !== section.name && rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  if (found.length > 0) return found.map(({ name }) => ({ name, created: undefined }));
  const name = freeName(profiles);
  return [{ name, created: new Map([['credential_process', vaultProcess(name)]]) }];
}

function rankOf(name: string, profiles: ProfileGraph): number | undefined {
  const { type } = profiles.providerOf(name, { asSource: true });
  const rank = RANKS[type];
  if (rank === undefined) return undefined;
  return type === 'static' && profiles.yieldsSession(name, { asSource: true }) !== false ? undefined : rank;
}

function freeName({ profiles }: ProfileGraph): string {
  let name = BASE_IDENTITY;
  for (let number = 2; profiles.has(name); number += 1) name = `${BASE_IDENTITY}-${number}`;
  return name;
}
