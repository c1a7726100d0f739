import {
  LONGEST_SESSION,
  parseCliInteger,
  safe,
  safeName,
  SecretValue,
  SHORTEST_SESSION,
  type Profile,
  type SafeText,
} from '@keyless/core';
import { assumeRoleCacheName } from '../cli-cache/key.ts';
import { safeArn } from '../safe-path.ts';
import { BLOCK, settingValue } from '../setting-text.ts';
import type { RefreshHop } from './refresh-plan.ts';

/** Why a role cannot be assumed as its profile stands. */
export interface HopProblem {
  readonly problem: SafeText;
  readonly action: SafeText;
}

/** Shortest values that the AWS CLI sends (botocore's model of STS): it fails on shorter ones before any call. */
const SHORTEST = { role_arn: 20, role_session_name: 2, external_id: 2, mfa_serial: 9 } as const;

type TextKey = keyof typeof SHORTEST;

/** Values that are shown or sent where they can be seen, so that no secret may be in them. */
const SHOWN: ReadonlySet<TextKey> = new Set<TextKey>(['role_arn', 'role_session_name', 'mfa_serial']);

/**
 * What a role profile gives to AssumeRole, exactly as botocore reads it (`AssumeRoleProvider`), and the name of its
 * cache entry. A problem is what the AWS CLI or STS refuses in any case.
 */
export function readRoleHop(profile: Profile): RefreshHop | HopProblem {
  const texts = readTexts(profile);
  if ('problem' in texts) return texts;
  const durationSeconds = readDuration(profile);
  if (typeof durationSeconds === 'object') return durationSeconds;
  const call = {
    roleArn: texts.role_arn ?? '',
    roleSessionName: texts.role_session_name,
    externalId: texts.external_id,
    serialNumber: texts.mfa_serial,
    durationSeconds,
  };
  return {
    profile: safeName(profile.name),
    roleArn: safeArn(call.roleArn),
    call,
    cacheName: assumeRoleCacheName(call),
  };
}

function readTexts(profile: Profile): Partial<Record<TextKey, string>> | HopProblem {
  const texts: Partial<Record<TextKey, string>> = {};
  for (const key of Object.keys(SHORTEST) as TextKey[]) {
    const setting = profile.settings.get(key);
    const text = settingValue(setting);
    // botocore takes an empty session name for none.
    if (text === undefined || (key === 'role_session_name' && text === '')) continue;
    const problem = textProblem(key, text, setting?.value instanceof SecretValue);
    if (problem)
      return { problem: safe`${safeName(key)} of profile ${safeName(profile.name)} ${problem}`, ...mend };
    if (text !== BLOCK) texts[key] = text;
  }
  return texts;
}

const mend = { action: safe`Correct it: the AWS CLI fails on it too` };

function textProblem(key: TextKey, text: string | typeof BLOCK, secret: boolean): SafeText | undefined {
  if (text === BLOCK) return safe`is a block of settings, not a value`;
  if (/[\r\n]/u.test(text))
    return safe`runs over several lines: an indented line below it counts as part of it`;
  if (secret && SHOWN.has(key)) return safe`holds something that looks like a secret`;
  if (key === 'role_arn') return roleArnProblem(text);
  return text.length < SHORTEST[key]
    ? safe`is shorter than the ${SHORTEST[key]} characters that STS asks for`
    : undefined;
}

function roleArnProblem(text: string): SafeText | undefined {
  if (/^arn:[^:]*:sts:.*assumed-role\//u.test(text)) {
    return safe`is the ARN of a session; the role's own begins with arn:aws:iam:: and has :role/ in it`;
  }
  return text.length < SHORTEST.role_arn || !text.startsWith('arn:') ? safe`is no ARN of a role` : undefined;
}

/** botocore drops what Python's `int()` does not take, and so must the name of the cache entry. */
function readDuration(profile: Profile): number | undefined | HopProblem {
  const text = settingValue(profile.settings.get('duration_seconds'));
  if (text === undefined) return undefined;
  const name = safeName(profile.name);
  if (text === BLOCK) {
    return {
      problem: safe`duration_seconds of profile ${name} is a block of settings, not a value`,
      ...mend,
    };
  }
  const seconds = parseCliInteger(text);
  if (seconds === undefined || (seconds >= SHORTEST_SESSION && seconds <= LONGEST_SESSION)) return seconds;
  return {
    problem: safe`duration_seconds of profile ${name} is out of range: STS gives sessions of ${SHORTEST_SESSION} to ${LONGEST_SESSION} seconds`,
    action: safe`Set a number in that range, or remove duration_seconds (then a session lasts one hour)`,
  };
}
