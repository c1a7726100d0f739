import type { CredentialSet } from '../../aws/credential-set.ts';
import type { IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import type { RewriteContext } from '../rewrite.ts';
import { profilePlaces, type ProfilePlace, type ProfilePlaces } from './profile-places.ts';
import { chooseRole, type RoleChoice } from './role-choice.ts';
import { roleRefusal, type RoleRefusal } from './role-refusal.ts';
import { roleSettings } from './role-settings.ts';
import { sourceCandidates, type SourceCandidate } from './source-candidates.ts';

/** How the keys of one profile give way to a role: what goes from either file, and what comes to the config file. */
export interface RolePlan {
  readonly profile: string;
  readonly places: ProfilePlaces;
  readonly role: RoleChoice;
  readonly source: SourceCandidate;
  readonly settings: ReadonlyMap<string, string>;
}

/** One plan for each possible source, the likeliest first; or why there is none. */
export function planRole(
  section: IniSection,
  set: CredentialSet,
  context: RewriteContext,
): { readonly plans: () => readonly RolePlan[] } | { readonly refusal: RoleRefusal } {
  const profile = section.name;
  const places = profilePlaces(profile, context);
  const refusal = roleRefusal(section, places, context);
  if (refusal !== undefined) return { refusal };
  const plans = (): readonly RolePlan[] => {
    const role = chooseRole(profile, set, context);
    return sourceCandidates(profile, context).map((source) => {
      const { profiles, settings: chosen } = context;
      const { maxSessionDuration } = chosen;
      const settings = roleSettings({ profile, role, source, profiles, maxSessionDuration });
      return { profile, places, role, source, settings };
    });
  };
  return { plans };
}

/** The entries of a place that go: keys, and settings that are written anew or would win over those in config. */
export function goingEntries({ keys, sections }: ProfilePlace, { settings }: RolePlan): readonly IniEntry[] {
  const replaced = sections.flatMap(({ entries }) =>
    entries.filter((entry) => !entry.parent && settings.has(entry.name) && !keys.includes(entry)),
  );
  return [...keys, ...replaced];
}
