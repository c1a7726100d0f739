import { parseRoleArn } from '../aws/arn.ts';
import type { CredentialProvider } from '../aws/credential-provider.ts';
import { meantText } from '../aws/profile-sso.ts';
import type { CachedEnd } from '../aws/session-end.ts';
import { timeLeft, untilChange } from '../aws/time-left.ts';
import { sectionAt } from '../documents/ini/nodes-at.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';
import { shownName } from './shown-name.ts';
import type { View } from './surroundings.ts';

/** A line above the header of a profile that assumes a role. */
export interface RoleLens {
  /** The header. */
  readonly range: Range;
  /** The profile's name as written, for a command. */
  readonly profile: string;
}

/** What a lens says, and for how many milliseconds it stays true; for ever where `validFor` is missing. */
export interface LensTitle {
  readonly title: SafeText;
  readonly validFor: number | undefined;
}

/** The role profiles whose `role_arn` that counts stands in this document, in document order. */
export function roleLenses({ model: { document }, profiles }: View): readonly RoleLens[] {
  if (document.format !== 'ini') return [];
  const lenses: RoleLens[] = [];
  for (const name of profiles.profiles.keys()) {
    const role = roleOf(profiles.providerOf(name));
    // The name goes to the client and back.
    if (role?.document !== document || !role.entry || shownName(name) === undefined) continue;
    const section = sectionAt(document, role.entry.keyRange.start);
    if (section) lenses.push({ range: section.headerRange, profile: name });
  }
  return lenses.sort((a, b) => a.range.start - b.range.start);
}

/** Who a profile becomes and how long its session lasts: `ReadOnly in 123456789012 · 42 min left`. */
export function lensTitle(
  { profiles, now }: View,
  profile: string,
  cached: CachedEnd | undefined,
): LensTitle {
  const text = meantText(roleOf(profiles.providerOf(profile)));
  const arn = parseRoleArn(text ?? '');
  const who = arn ? safe`${safeName(arn.name)} in ${safeName(arn.accountId)}` : safeName(text ?? '');
  const left = cached && 'expiresAt' in cached ? cached.expiresAt.getTime() - now.getTime() : undefined;
  return {
    title: safe`${who} · ${stateText(cached, left)}`,
    validFor: left === undefined ? undefined : untilChange(left),
  };
}

function stateText(cached: CachedEnd | undefined, left: number | undefined): SafeText {
  if (cached?.state === 'corrupt') return safe`cached session is broken`;
  if (left === undefined) return safe`no session yet`;
  return left <= 0 ? safe`session ended` : safe`${timeLeft(left)} left`;
}

function roleOf(provider: CredentialProvider) {
  return provider.type === 'role' ? provider.roleArn : undefined;
}
