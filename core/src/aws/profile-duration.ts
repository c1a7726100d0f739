import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { CredentialProvider } from './credential-provider.ts';
import { parseCliInteger } from './duration.ts';
import type { ChainHop } from './profile-chain.ts';
import type { ProfileGraph } from './profile-graph.ts';
import type { ChainPlace, SessionDuration } from './session-duration.ts';

/** `duration_seconds` of a profile that assumes a role; it is not sent for any other. The AWS CLI drops what is no integer. */
export function durationOfProfile(
  entry: IniEntry,
  section: IniSection,
  profiles: ProfileGraph,
): SessionDuration | undefined {
  if (
    entry.name !== 'duration_seconds' ||
    entry.parent ||
    section.type === 'sso-session' ||
    section.type === 'services'
  ) {
    return undefined;
  }
  const seconds = typeof entry.value === 'string' ? parseCliInteger(entry.value) : undefined;
  if (seconds === undefined || profiles.providerOf(section.name).type !== 'role') return undefined;
  return {
    seconds,
    range: entry.valueRange,
    name: safe`duration_seconds`,
    owner: safe`profile ${safeName(section.name)}`,
    chain:
      profiles.sourceIsSession(section.name) === true
        ? () => chainOfProfile(section.name, profiles)
        : undefined,
  };
}

/** Each hop behind the profile, and for an instance's or container's role the line that names it. */
function chainOfProfile(name: string, profiles: ProfileGraph): readonly ChainPlace[] {
  const [first, ...sources] = profiles.chainOf(name)?.hops ?? [];
  const hops: ChainPlace[] = [];
  for (const hop of sources) {
    const place = placeOfHop(hop);
    if (place) hops.push(place);
  }
  if (first?.provider.type !== 'role' || first.provider.source.type !== 'credential-source') return hops;
  const { document, entry } = first.provider.source.setting;
  return entry
    ? [{ document, range: entry.valueRange, message: safe`Its role's session is the source` }]
    : [];
}

function placeOfHop({ profile, provider }: ChainHop): ChainPlace | undefined {
  const part = profile.config ?? profile.credentials;
  const [section] = part?.section.sections ?? [];
  if (!part || !section) return undefined;
  return {
    document: part.document,
    range: section.headerRange,
    message: sourceMessage(profile.name, provider),
  };
}

function sourceMessage(name: string, { type }: CredentialProvider): SafeText {
  const profile = safeName(name);
  switch (type) {
    case 'role':
      return safe`Profile ${profile} is a role, so it gives a session`;
    case 'sso':
      return safe`Profile ${profile} gives a session of IAM Identity Center`;
    case 'web-identity':
      return safe`Profile ${profile} gives a session of a web identity`;
    case 'static':
      return safe`The keys of profile ${profile}`;
    case 'process':
      return safe`The command of profile ${profile}`;
    case 'login':
    case 'none':
      return safe`Profile ${profile}`;
  }
}
