import { accessKeyKindOf } from '../../aws/credential-kind.ts';
import { partOfProfileKey } from '../../aws/credential-names.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import type { ProfilePart } from '../../aws/profile.ts';
import type { AwsFileName } from '../../aws/profile-setting.ts';
import { isExpiryKey } from '../../aws/session-notes.ts';
import type { IniDocument, IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import type { RewriteContext } from '../rewrite.ts';

/** Where one of the two files speaks of a profile. */
export interface ProfilePlace {
  readonly document: IniDocument;
  /** More than one only in a file that the AWS CLI refuses. */
  readonly sections: readonly IniSection[];
  /** Its keys and what notes their end, as far as they go with the rewrite. */
  readonly keys: readonly IniEntry[];
}

/** The places of a profile, by file. */
export type ProfilePlaces = Readonly<Partial<Record<AwsFileName, ProfilePlace>>>;

/**
 * Where a profile stands and what of it a rewrite takes away. The keys under judgement always go; those of the other
 * file do too, unless they are long-term ones, which are no part of a pasted session.
 */
export function profilePlaces(name: string, context: RewriteContext): ProfilePlaces {
  const profile = context.profiles.profiles.get(name);
  return {
    ...(profile?.config && { config: placeOf(profile.config, context) }),
    ...(profile?.credentials && { credentials: placeOf(profile.credentials, context) }),
  };
}

/** Whether the keys of a set are, as far as they tell, those of a session: a token makes one, and so does an id of STS. */
export function isSessionSet(set: CredentialSet): boolean {
  return set.sites.some(
    (site) => !site.commentedOut && (site.part === 'session-token' || accessKeyKindOf(site, set) === 'ASIA'),
  );
}

function placeOf({ document, section: { sections } }: ProfilePart, context: RewriteContext): ProfilePlace {
  const stays = document !== context.model.document && sections.some((one) => isLongTerm(one, context));
  const keys = stays ? [] : sections.flatMap(({ entries }) => entries.filter(isKey));
  return { document, sections, keys };
}

function isKey({ name }: IniEntry): boolean {
  return partOfProfileKey(name) !== undefined || isExpiryKey(name);
}

function isLongTerm(section: IniSection, context: RewriteContext): boolean {
  const set = setsOfCompanion(context).get(section);
  return (
    set !== undefined &&
    !isSessionSet(set) &&
    set.sites.some((site) => !site.commentedOut && accessKeyKindOf(site, set) === 'AKIA')
  );
}

/** The credentials of the other file, by their section. */
function setsOfCompanion({ model, facts, once }: RewriteContext): ReadonlyMap<IniSection, CredentialSet> {
  const { config, credentials } = facts.awsFiles;
  const sets = (model.document.kind === 'aws-config' ? credentials : config)?.credentialSets ?? [];
  return once(sets, () => {
    const owned = sets.flatMap((set) =>
      set.owner.type === 'profile' ? [[set.owner.section, set] as const] : [],
    );
    return new Map(owned);
  });
}
