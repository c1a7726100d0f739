import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { hasStaticKeys, type CredentialProvider } from './credential-provider.ts';
import { takesSettingsElsewhere, type Profile } from './profile.ts';
import type { ProfileSetting } from './profile-setting.ts';
import type { ProfileGraph } from './profile-graph.ts';
import { otherSourcesOf } from './profile-key-gaps.ts';
import { usesOf, type ProfileUse } from './profile-use.ts';
import { TOOL_FAMILIES, whoDoesWhat, type Doing } from './tool-families.ts';

/** What becomes of keys beside something else that gives a profile its credentials. */
export interface KeyShadow {
  /** What the AWS CLI uses, else the first that it would without the keys. */
  readonly other: ProfileSetting;
  /** It, for people. */
  readonly label: SafeText;
  /** Who does what, as a part of a sentence; `undefined` where every tool passes over the keys. */
  readonly who: SafeText | undefined;
  /** It is a role, and nobody is named who could assume it. */
  readonly sourceless: boolean;
}

const KEYS: Doing = { one: safe`uses the keys`, many: safe`use the keys` };
const ROLE_WITH_KEYS: Doing = {
  one: safe`assumes the role with the keys`,
  many: safe`assume the role with the keys`,
};
const ERROR: Doing = { one: safe`stops with an error`, many: safe`stop with an error` };
const NOTHING: Doing = { one: safe`finds no credentials`, many: safe`find no credentials` };

/** How a tool comes to credentials by a setting. */
const BY: Readonly<Record<string, Doing>> = {
  role_arn: { one: safe`assumes the role`, many: safe`assume the role` },
  web_identity_token_file: { one: safe`uses the web identity`, many: safe`use the web identity` },
  sso_account_id: { one: safe`uses IAM Identity Center`, many: safe`use IAM Identity Center` },
  sso_role_name: { one: safe`uses IAM Identity Center`, many: safe`use IAM Identity Center` },
  credential_process: { one: safe`uses credential_process`, many: safe`use credential_process` },
  login_session: { one: safe`uses login_session`, many: safe`use login_session` },
};

/** What people call the settings that are no single key. */
const LABELS: Readonly<Record<string, SafeText>> = {
  sso_account_id: safe`the sso_ settings`,
  sso_role_name: safe`the sso_ settings`,
};

/** The setting that stands for a provider. */
const SETTINGS: Readonly<Record<CredentialProvider['type'], readonly string[]>> = {
  role: ['role_arn'],
  'web-identity': ['web_identity_token_file'],
  sso: ['sso_account_id', 'sso_role_name'],
  process: ['credential_process'],
  login: ['login_session'],
  static: [],
  none: [],
};

/**
 * What stands beside the keys of a profile, and who uses which. `undefined` where nothing does, where the profile's other
 * settings do not agree with each other, which is told first, and for a role that has neither keys nor a source.
 */
export function shadowOf(profile: Profile, graph: ProfileGraph): KeyShadow | undefined {
  const others = otherSourcesOf(profile);
  const sourceless = isSourceless(profile, graph);
  if (others.length === 0 || hasConflict(profile)) return undefined;
  if (sourceless && (takesSettingsElsewhere(profile) || !hasStaticKeys(profile))) return undefined;
  const names = SETTINGS[graph.providerOf(profile.name).type];
  const other = others.find(({ name }) => names.includes(name)) ?? others[0];
  if (!other) return undefined;
  return {
    other,
    label: LABELS[other.name] ?? safeName(other.name),
    who: whoUses(profile, other),
    sourceless,
  };
}

function hasConflict({ settings }: Profile): boolean {
  const sources = ['source_profile', 'credential_source', 'web_identity_token_file'];
  return settings.has('role_arn') && sources.filter((name) => settings.has(name)).length > 1;
}

/** A role that names nobody who could assume it. */
function isSourceless({ name }: Profile, graph: ProfileGraph): boolean {
  const provider = graph.providerOf(name);
  return provider.type === 'role' && provider.source.type === 'none';
}

/** Who does what; `undefined` where every tool passes over the keys. */
function whoUses(profile: Profile, other: ProfileSetting): SafeText | undefined {
  const uses = usesOf(profile);
  const doings = TOOL_FAMILIES.flatMap((family) => {
    const use = uses[family];
    return use ? [[family, doingOf(use, other)] as const] : [];
  });
  const isUnused = doings.every(([, doing]) => doing === BY[other.name]);
  return isUnused ? undefined : whoDoesWhat(Object.fromEntries(doings));
}

function doingOf(use: ProfileUse, other: ProfileSetting): Doing {
  switch (use.type) {
    case 'keys':
      return use.role ? ROLE_WITH_KEYS : KEYS;
    case 'error':
      return ERROR;
    case 'nothing':
      return NOTHING;
    case 'other':
      return BY[other.name] ?? NOTHING;
  }
}

/** Tells the profiles that assume their role with another one, by its name. */
export function sourceUsers({ profiles }: ProfileGraph): (source: string) => readonly string[] {
  const users = new Map<string, string[]>();
  for (const { name, settings } of profiles.values()) {
    const source = settings.get('source_profile')?.value;
    if (typeof source !== 'string' || source === name) continue;
    const known = users.get(source);
    if (known) known.push(name);
    else users.set(source, [name]);
  }
  return (source) => users.get(source) ?? [];
}
