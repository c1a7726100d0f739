import { parseAccessKeyId } from '../../aws/access-key-id.ts';
import { parseMfaSerial, parseRoleArn, partitionOfRegion } from '../../aws/arn.ts';
import { parseCliInteger } from '../../aws/duration.ts';
import type { Setting } from '../../aws/keys/setting.ts';
import { humanDuration } from '../../aws/time-left.ts';
import type { KnownEnds } from '../../aws/session-end.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import type { SecretValue } from '../../secret/secret-value.ts';
import { code, phrase, type Phrase, type Prose } from '../prose.ts';
import { leftText } from '../provider-words.ts';
import type { View } from '../surroundings.ts';
import { ciProse } from './ci/ci-prose.ts';
import type { HoverTarget } from './hover-target.ts';
import { profileProse } from './profile-prose.ts';
import { servicesProse, ssoSessionProse } from './section-prose.ts';
import { settingProse } from './setting-prose.ts';

/** The profiles whose cached sessions a hover tells of: the one that it is about and those that it goes through. */
export function profilesBehind({ profiles }: View, target: HoverTarget): readonly string[] {
  if (target.type !== 'profile') return [];
  return profiles.chainOf(target.name)?.hops.map(({ profile }) => profile.name) ?? [];
}

/** Says what is known of a target. Never a secret: of the id of a key its kind and last four characters. */
export function describeTarget(view: View, target: HoverTarget, ends: KnownEnds): Prose {
  switch (target.type) {
    case 'setting':
      return settingProse(target.setting);
    case 'profile':
      return profileProse(view, target.name, ends);
    case 'sso-session':
      return ssoSessionProse(view, target.name);
    case 'services':
      return servicesProse(view, target.name);
    case 'end':
      return [phrase`${leftText(target.expiresAt, view.now)}.`];
    case 'access-key-id':
      return [keyIdPhrase(target.value), ...settingProse(target.setting)];
    case 'value':
      return valueProse(target.setting, target.text);
    case 'ci':
      return ciProse(view, target.about);
  }
}

function valueProse(setting: Setting, text: string): Prose {
  const about = valuePhrase(setting, text);
  return about ? [about, ...settingProse(setting)] : settingProse(setting);
}

function valuePhrase({ type, name }: Setting, text: string): Phrase | undefined {
  switch (type) {
    case 'role-arn':
      return rolePhrase(text);
    case 'mfa-serial':
      return devicePhrase(text);
    case 'region':
      return phrase`${code(safeName(text))} is a region of partition ${code(safeName(partitionOfRegion(text)))}.`;
    case 'integer':
      return name === 'duration_seconds' ? durationPhrase(text) : undefined;
    default:
      return undefined;
  }
}

function rolePhrase(text: string): Phrase | undefined {
  const arn = parseRoleArn(text);
  if (!arn) return undefined;
  const path = arn.path === '/' ? [] : phrase`, path ${code(safeName(arn.path))}`;
  const place = phrase`account ${code(safeName(arn.accountId))}${path}, partition ${code(safeName(arn.partition))}`;
  return phrase`Role ${code(safeName(arn.name))} of ${place}.`;
}

function devicePhrase(text: string): Phrase | undefined {
  const serial = parseMfaSerial(text);
  if (serial?.type !== 'device') return serial && phrase`A hardware token.`;
  return phrase`Device ${code(safeName(serial.name))} of account ${code(safeName(serial.accountId))}.`;
}

function durationPhrase(text: string): Phrase | undefined {
  const seconds = parseCliInteger(text);
  const isShown = seconds !== undefined && seconds > 0 && Number.isSafeInteger(seconds);
  return isShown ? [humanDuration(seconds), safe`.`] : undefined;
}

function keyIdPhrase(value: SecretValue): Phrase {
  const key = parseAccessKeyId(value);
  if (!key)
    return phrase`No access key id of AWS: those begin with ${code(safe`AKIA`)} or ${code(safe`ASIA`)}.`;
  if (key.placeholder) return phrase`A stand-in: AWS issues no id like that.`;
  const kind = key.kind === 'ASIA' ? safe`Key of a temporary session` : safe`Long-term key of a user`;
  const account =
    key.accountId === undefined
      ? phrase`its old format does not tell the account`
      : phrase`account ${code(safeName(key.accountId))}`;
  return phrase`${kind}, ${code(key.masked)}: ${account}.`;
}
