import { isSecretSetting, type Setting } from '../../aws/keys/setting.ts';
import { PROFILE_KEYS, type KeyPlace, type ProfileKey } from '../../aws/profile-keys.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { snippetChoice, type Completion } from './completion.ts';

/** Settings of which a profile takes one: the AWS CLI refuses two of them, or leaves one out. */
const EXCLUSIVE = ['source_profile', 'credential_source', 'web_identity_token_file'];

/** What belongs together: where one of these is set, the others are likely next. */
const COMPANIONS: readonly (readonly string[])[] = [
  ['role_arn', 'source_profile', 'role_session_name', 'duration_seconds', 'mfa_serial', 'external_id'],
  ['sso_session', 'sso_account_id', 'sso_role_name'],
  ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'],
];

/** How a profile usually begins, likeliest first. */
const OPENERS = ['role_arn', 'source_profile', 'sso_session', 'credential_process', 'region', 'output'];

/** Everything else, by how much it matters for credentials; static ones last, because people should not need them. */
const RANK = { companion: 0, opener: 100, credential: 200, other: 300, old: 400, secret: 500 };

/** The keys that may stand in a place beside others, likeliest first. */
export function keyCandidates(place: KeyPlace, present: ReadonlySet<string>): readonly ProfileKey[] {
  const isTaken = EXCLUSIVE.some((name) => present.has(name));
  return PROFILE_KEYS.filter(
    (key) =>
      key.place === place &&
      !present.has(key.name) &&
      !(place === 'profile' && isTaken && EXCLUSIVE.includes(key.name)),
  )
    .map((key, order) => ({ key, rank: rankOf(key, present), order }))
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ key }) => key);
}

function rankOf(key: ProfileKey, present: ReadonlySet<string>): number {
  if (key.place !== 'profile') return RANK.other;
  const companions = COMPANIONS.find(
    (group) => group.some((name) => present.has(name)) && group.includes(key.name),
  );
  if (companions) return RANK.companion + companions.indexOf(key.name);
  if (isSecretSetting(key)) return RANK.secret;
  if (key.replacedBy !== undefined) return RANK.old;
  const opener = OPENERS.indexOf(key.name);
  if (opener >= 0) return RANK.opener + opener;
  return key.credential ? RANK.credential : RANK.other;
}

/** How a completion finds its setting again when its documentation is asked for. */
export function keyReference({ place, name }: ProfileKey): string {
  return `${place} ${name}`;
}

/** A name to write, with what parts it from its value; values to choose from are tab stops. */
export function settingCompletion(
  setting: Setting,
  { delimiter, reference, kind }: { delimiter: string; reference: string; kind: 'key' | 'variable' },
): Completion {
  const { name, type, values } = setting;
  const newText = `${name}${type === 'block' ? delimiter.trimEnd() : delimiter}`;
  const choices = type === 'boolean' ? ['true', 'false'] : values;
  const rest = type === 'block' ? '\n  $0' : choices && snippetChoice(choices);
  return {
    label: safeName(name),
    kind,
    newText,
    ...(delimiter !== '' && rest !== undefined && { snippet: `${newText}${rest}` }),
    ...(setting.replacedBy !== undefined && {
      detail: safe`now ${safeName(setting.replacedBy)}`,
      deprecated: true,
    }),
    setting: reference,
  };
}
