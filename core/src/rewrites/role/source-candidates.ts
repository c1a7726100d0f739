import { parseAccessKeyId } from '../../aws/access-key-id.ts';
import type { CredentialProvider, StaticProvider } from '../../aws/credential-provider.ts';
import { processTarget } from '../../aws/session-source.ts';
import type { ProfileGraph } from '../../aws/profile-graph.ts';
import { ACCOUNT_KEYS, isSet, meantText, SIGN_IN_KEYS, ssoSessionOf } from '../../aws/profile-sso.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import { BASE_IDENTITY, vaultProcess } from '../base-identity.ts';
import type { RewriteContext } from '../rewrite.ts';

/** A profile that can be the source of a role. */
export interface SourceCandidate {
  readonly name: string;
  /** Its settings, where the profile does not exist yet. */
  readonly created: ReadonlyMap<string, string> | undefined;
}

/** Offered where several profiles could be the source. */
const MOST_CANDIDATES = 3;

/** Likeliest first: what renews itself without a person, then what does after a login, then keys. */
const RANKS: Readonly<Record<string, number>> = { process: 0, sso: 1, static: 2 };

/** Names that every tool reads back as they are written. */
const PORTABLE_NAME = /^[\w.@%/+:-]+$/u;

/** Stands for the ranking of all profiles among the things that are made once a run. */
const RANKING = Object.freeze({});

/**
 * The profiles that could be the source of a profile's role, likeliest first, three at most: the one it names already,
 * then those that other roles have as source, then those with a process, SSO, or long-term keys. Other roles and
 * sessions are none, because STS limits what is assumed with them; nor is a profile that leads back to this one or
 * lacks a part, because it would fail for certain. A new profile where there is none.
 */
export function sourceCandidates(
  profile: string,
  { profiles, once }: Pick<RewriteContext, 'profiles' | 'once'>,
): readonly SourceCandidate[] {
  const own = meantText(profiles.profiles.get(profile)?.settings.get('source_profile'));
  const found = own !== undefined && canServe(own, profile, profiles) ? [own] : [];
  for (const name of once(RANKING, () => rankSources(profiles))) {
    if (found.length === MOST_CANDIDATES) break;
    if (name !== profile && name !== own && !leadsTo(name, profile, profiles)) found.push(name);
  }
  if (found.length > 0) return found.map((name) => ({ name, created: undefined }));
  const name = freeName(profiles);
  return [{ name, created: new Map([['credential_process', vaultProcess(name)]]) }];
}

/** Whether the source that a person has chosen gives credentials, and not those of the very profile. */
function canServe(own: string, profile: string, profiles: ProfileGraph): boolean {
  const chain = profiles.chainOf(own);
  const isRoot = chain?.end.type === 'root' && chain.hops.every((hop) => hop.profile.name !== profile);
  return isRoot && own !== profile && !leadsTo(own, profile, profiles);
}

function rankSources(profiles: ProfileGraph): readonly string[] {
  const used = new Set(
    [...profiles.profiles.values()]
      .filter(({ settings }) => settings.has('role_arn'))
      .map(({ settings }) => meantText(settings.get('source_profile'))),
  );
  return [...profiles.profiles.keys()]
    .map((name) => ({ name, rank: rankOf(name, profiles), used: used.has(name) ? 0 : 1 }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => a.used - b.used || (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ name }) => name);
}

function rankOf(name: string, profiles: ProfileGraph): number | undefined {
  if (!PORTABLE_NAME.test(name)) return undefined;
  const provider = profiles.providerOf(name, { asSource: true });
  const works =
    (provider.type !== 'static' || hasLongTermKeys(provider)) &&
    (provider.type !== 'sso' || isWholeSso(name, profiles));
  return works ? RANKS[provider.type] : undefined;
}

function hasLongTermKeys({ accessKeyId, secretAccessKey, sessionToken }: StaticProvider): boolean {
  if (isEmpty(secretAccessKey) || !isEmpty(sessionToken)) return false;
  const id = accessKeyId.value instanceof SecretValue ? parseAccessKeyId(accessKeyId.value) : undefined;
  return id?.kind === 'AKIA' && !id.placeholder;
}

function isEmpty(setting: StaticProvider['sessionToken']): boolean {
  if (!setting) return true;
  return setting.value instanceof SecretValue ? setting.value.isEmpty : setting.value === '';
}

/** All that botocore asks for, over the profile and its `[sso-session]`. */
function isWholeSso(name: string, profiles: ProfileGraph): boolean {
  const profile = profiles.profiles.get(name);
  if (!profile || !ACCOUNT_KEYS.every((key) => isSet(profile.settings, key))) return false;
  const session = profile.settings.has('sso_session') ? ssoSessionOf(profile, profiles) : profile;
  return session !== undefined && SIGN_IN_KEYS.every((key) => isSet(session.settings, key));
}

/** A command that prints what another profile gives: of the AWS CLI it may lead back over any number of hops. */
function leadsTo(name: string, profile: string, profiles: ProfileGraph): boolean {
  const provider: CredentialProvider = profiles.providerOf(name, { asSource: true });
  if (provider.type !== 'process') return false;
  const { tool, profile: target } = processTarget(provider.command) ?? { tool: 'other' };
  return tool === 'aws' || (tool === 'aws-vault' && target === profile);
}

function freeName({ profiles }: ProfileGraph): string {
  let name = BASE_IDENTITY;
  for (let number = 2; profiles.has(name); number += 1) name = `${BASE_IDENTITY}-${number}`;
  return name;
}
