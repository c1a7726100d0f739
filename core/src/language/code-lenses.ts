import { parseRoleArn } from '../aws/arn.ts';
import type { CredentialProvider } from '../aws/credential-provider.ts';
import type { Profile } from '../aws/profile.ts';
import { meantText } from '../aws/profile-sso.ts';
import { endText, pastedEnd, type SessionEnd } from '../aws/session-end.ts';
import { untilChange } from '../aws/time-left.ts';
import { sectionAt } from '../documents/ini/nodes-at.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';
import { decisiveSetting } from './decisive-setting.ts';
import { providerDetail } from './provider-words.ts';
import { shownName } from './shown-name.ts';
import type { View } from './surroundings.ts';

/** A line above the header of a profile whose session ends some time. */
export interface SessionLens {
  /** The header. */
  readonly range: Range;
  /** The profile's name as written, for a command. */
  readonly profile: string;
}

/** What a lens says, and for how many milliseconds it stays true; for ever where `validFor` is missing. */
export interface LensTitle {
  readonly title: SafeText;
  readonly validFor: number | undefined;
  /** What renews the session: assuming the role, or signing in again. */
  readonly renewal: 'refresh' | 'sign-in' | undefined;
}

/** The profiles with a session whose deciding setting stands in this document, in document order. */
export function sessionLenses({ model: { document }, profiles }: View): readonly SessionLens[] {
  if (document.format !== 'ini') return [];
  const lenses: SessionLens[] = [];
  for (const profile of profiles.profiles.values()) {
    const { name } = profile;
    const provider = profiles.providerOf(name);
    const setting = hasSession(provider, profile) ? decisiveSetting(provider) : undefined;
    // The name goes to the client and back.
    if (setting?.document !== document || !setting.entry || shownName(name) === undefined) continue;
    const section = sectionAt(document, setting.entry.keyRange.start);
    if (section) lenses.push({ range: section.headerRange, profile: name });
  }
  return lenses.sort((a, b) => a.range.start - b.range.start);
}

/** Who a profile becomes and how long its session lasts: `ReadOnly in 123456789012 · 42 min left`. */
export function lensTitle({ profiles, now }: View, profile: string, end: SessionEnd | undefined): LensTitle {
  const provider = profiles.providerOf(profile);
  const left = end && 'expiresAt' in end ? end.expiresAt.getTime() - now.getTime() : undefined;
  // A role that the AWS CLI would refuse has no entry either.
  const shown = end ?? (provider.type === 'role' ? ({ state: 'absent' } as const) : undefined);
  return {
    title: safe`${whoText(provider)} · ${endText(shown, now)}`,
    validFor: left === undefined ? undefined : untilChange(left),
    renewal: renewalOf(provider),
  };
}

/** Long-term keys and commands give nothing whose end could be told. */
function hasSession(provider: CredentialProvider, { settings }: Profile): boolean {
  switch (provider.type) {
    case 'static':
      return pastedEnd(settings) !== undefined;
    case 'process':
    case 'none':
      return false;
    default:
      return true;
  }
}

function whoText(provider: CredentialProvider): SafeText {
  switch (provider.type) {
    case 'role':
    case 'web-identity':
      return roleText(meantText(provider.roleArn));
    case 'sso': {
      const [role, account] = [meantText(provider.roleName), meantText(provider.accountId)];
      if (role === undefined || account === undefined) return providerDetail(provider);
      return safe`${safeName(role)} in ${safeName(account)}`;
    }
    default:
      return providerDetail(provider);
  }
}

function roleText(text: string | undefined): SafeText {
  const arn = parseRoleArn(text ?? '');
  return arn ? safe`${safeName(arn.name)} in ${safeName(arn.accountId)}` : safeName(text ?? '');
}

function renewalOf({ type }: CredentialProvider): LensTitle['renewal'] {
  if (type === 'role') return 'refresh';
  return type === 'sso' || type === 'login' ? 'sign-in' : undefined;
}
