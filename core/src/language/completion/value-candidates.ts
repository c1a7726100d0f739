import { hasStaticKeys, type CredentialProvider } from '../../aws/credential-provider.ts';
import { LONGEST_CHAINED_SESSION, USUAL_SESSION } from '../../aws/duration.ts';
import { isSecretSetting, type KeyType, type Setting } from '../../aws/keys/setting.ts';
import { parseRoleArn } from '../../aws/arn.ts';
import { meantText, USUAL_SCOPES } from '../../aws/profile-sso.ts';
import type { ProfileGraph } from '../../aws/profile-graph.ts';
import type { ProfileSettings } from '../../aws/profile-setting.ts';
import { REGIONS } from '../../aws/regions.ts';
import { humanDuration } from '../../aws/time-left.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { providerDetail } from '../provider-words.ts';
import type { View } from '../surroundings.ts';
import { shownName } from '../shown-name.ts';
import type { Completion, CompletionKind } from './completion.ts';

/** Whose value is asked for. */
export interface ValueRequest {
  readonly view: View;
  readonly setting: Setting;
  /** The profile that the setting stands in; missing in a `.env`. */
  readonly profile: string | undefined;
}

type Source = (request: ValueRequest) => readonly Completion[];

/** Where values of a type come from. For all others nothing can be proposed. */
const SOURCES: Partial<Readonly<Record<KeyType, Source>>> = {
  choice: ({ setting }) => values(setting.values ?? [], setting),
  boolean: ({ setting }) => values(['true', 'false'], setting),
  region: regions,
  profile: (request) =>
    request.profile === undefined ? identities(request) : sources(request, request.profile),
  'sso-session': ({ view }) => names(view.profiles.ssoSessions.keys(), 'session'),
  services: ({ view }) => names(view.profiles.services.keys(), 'session'),
  'role-arn': roles,
  'account-id': ({ view }) => named(accountsOf(view.profiles), 'value'),
  'mfa-serial': seenElsewhere,
  'session-name': seenElsewhere,
  url: seenElsewhere,
  text: seenElsewhere,
  integer: (request) => (request.setting.name === 'duration_seconds' ? durations(request) : []),
};

/** The values that a setting may have, likeliest first. Never a secret, nor anything for a setting that holds one. */
export function valueCandidates(request: ValueRequest): readonly Completion[] {
  return isSecretSetting(request.setting) ? [] : (SOURCES[request.setting.type]?.(request) ?? []);
}

function values(texts: readonly string[], { usual }: Setting): readonly Completion[] {
  return texts.flatMap((text) => completion(text, 'value', text === usual ? safe`default` : undefined));
}

/** Those in use first. */
function regions({ view }: ValueRequest): readonly Completion[] {
  const used = ranked(
    allSettings(view.profiles).flatMap((settings) => [
      meantText(settings.get('region')),
      meantText(settings.get('sso_region')),
    ]),
  ).filter((region) => REGIONS.includes(region));
  const isUsed = new Set(used);
  return [
    ...used.flatMap((region) => completion(region, 'region', safe`in use`)),
    ...REGIONS.filter((region) => !isUsed.has(region)).flatMap((region) => completion(region, 'region')),
  ];
}

type Ranks = Readonly<Record<CredentialProvider['type'], number>>;

/** As the source of a role: what renews itself without a person, then what does after a sign-in, then keys, then roles. */
const SOURCE_RANKS: Ranks = { process: 0, sso: 1, static: 2, login: 3, role: 4, 'web-identity': 5, none: 6 };

/** As what a program runs as. */
const IDENTITY_RANKS: Ranks = {
  role: 0,
  sso: 1,
  login: 2,
  process: 3,
  'web-identity': 4,
  static: 5,
  none: 6,
};

/** Profiles that can be a source without making a circle; one that is a session itself allows one hour only. */
function sources({ view }: ValueRequest, profile: string): readonly Completion[] {
  const { profiles } = view;
  return byRank(
    [...profiles.profiles.keys()].filter((name) => name !== profile && !leadsTo(name, profile, profiles)),
    (name) => profiles.providerOf(name, { asSource: true }),
    SOURCE_RANKS,
  );
}

function identities({ view: { profiles } }: ValueRequest): readonly Completion[] {
  return byRank([...profiles.profiles.keys()], (name) => profiles.providerOf(name), IDENTITY_RANKS);
}

function byRank(
  profiles: readonly string[],
  providerOf: (name: string) => CredentialProvider,
  ranks: Ranks,
): readonly Completion[] {
  return profiles
    .map((name) => ({ name, provider: providerOf(name) }))
    .sort((a, b) => ranks[a.provider.type] - ranks[b.provider.type])
    .flatMap(({ name, provider }) => completion(name, 'profile', providerDetail(provider)));
}

/** Whether a profile as a source comes to its credentials through another one, or through a circle. */
function leadsTo(name: string, other: string, graph: ProfileGraph): boolean {
  const profile = graph.profiles.get(name);
  if (!profile || hasStaticKeys(profile)) return false;
  const chain = graph.chainOf(name);
  return chain?.end.type === 'cycle' || chain?.hops.some((hop) => hop.profile.name === other) === true;
}

/** Roles of other profiles, then those that workflows assume. */
function roles({ view, profile }: ValueRequest): readonly Completion[] {
  const own = profile === undefined ? undefined : view.profiles.profiles.get(profile)?.settings;
  const others = allSettings(view.profiles).filter((settings) => settings !== own);
  const found = ranked(others.map((settings) => meantText(settings.get('role_arn'))));
  const all = new Set([...found, ...view.facts.oidcRoles]);
  return named(
    [...all].filter((text) => parseRoleArn(text) !== undefined),
    'role',
  );
}

const DURATIONS = [USUAL_SESSION, 1800, 7200, 14_400, 28_800, 43_200] as const;

/** What STS and the policy allow. */
function durations({ view, profile }: ValueRequest): readonly Completion[] {
  const isChained = profile !== undefined && view.profiles.sourceIsSession(profile) === true;
  const most = Math.min(view.maxSessionDuration ?? Infinity, isChained ? LONGEST_CHAINED_SESSION : Infinity);
  return DURATIONS.filter((seconds) => seconds <= most).flatMap((seconds) =>
    completion(String(seconds), 'value', humanDuration(seconds)),
  );
}

/** What other sections have at the same key. */
function seenElsewhere({ view, setting }: ValueRequest): readonly Completion[] {
  const seen = ranked(allSettings(view.profiles).map((settings) => meantText(settings.get(setting.name))));
  const usual = setting.name === 'sso_registration_scopes' ? [USUAL_SCOPES] : [];
  return named(new Set([...seen, ...usual]), 'value');
}

function accountsOf(profiles: ProfileGraph): readonly string[] {
  const found = allSettings(profiles).flatMap((settings) => [
    meantText(settings.get('sso_account_id')),
    parseRoleArn(meantText(settings.get('role_arn')) ?? '')?.accountId,
  ]);
  return ranked(found).filter((account) => /^\d{12}$/u.test(account));
}

function allSettings({ profiles, ssoSessions }: ProfileGraph): readonly ProfileSettings[] {
  return [...profiles.values(), ...ssoSessions.values()].map(({ settings }) => settings);
}

/** Each text once, the most frequent first. */
function ranked(texts: readonly (string | undefined)[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    if (text !== undefined && text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([, m], [, n]) => n - m).map(([text]) => text);
}

function names(all: Iterable<string>, kind: CompletionKind): readonly Completion[] {
  return named([...all].sort(), kind);
}

function named(texts: Iterable<string>, kind: CompletionKind): readonly Completion[] {
  return [...texts].flatMap((text) => completion(text, kind));
}

/** Nothing for a text of many lines, and for one that may not be shown. */
function completion(text: string, kind: CompletionKind, detail?: SafeText): readonly Completion[] {
  const label = shownName(text);
  return label === undefined ? [] : [{ label, kind, newText: text, ...(detail && { detail }) }];
}
