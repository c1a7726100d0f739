import { namesOtherAwsFiles, PROFILE_VARIABLES, profileNameIn } from '../../aws/env-profile.ts';
import { environmentsOf, type EnvironmentVariable } from '../../aws/environments.ts';
import { findProfileKey, type KeyType } from '../../aws/profile-keys.ts';
import { DEFAULT_SECTION } from '../../documents/ini/default-section.ts';
import type { NamedType } from '../../documents/ini/header-form.ts';
import type { IniDocument, IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import { writtenValue } from '../../documents/ini/written-value.ts';
import type { KeylessDocument } from '../../documents/keyless-document.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import { namedSection } from './named-section.ts';

/** Something that has a name in the two AWS files. Profiles are named in both, and in environment files. */
export interface NamedThing {
  readonly type: NamedType;
  readonly name: string;
}

/** A place where a name stands. */
export type Mention = NamedThing & {
  /** Only the name's characters. */
  readonly range: Range;
  readonly site: MentionSite;
};

export type MentionSite =
  | { readonly role: 'declaration'; readonly section: IniSection }
  | { readonly role: 'setting'; readonly entry: IniEntry }
  | { readonly role: 'variable'; readonly variable: EnvironmentVariable };

/** Keys whose value is the name of a section. */
const NAMING: Partial<Record<KeyType, NamedType>> = {
  profile: 'profile',
  'sso-session': 'sso-session',
  services: 'services',
};

/** All names in a document that Keyless follows, in document order. */
export function mentionsOf(document: KeylessDocument): readonly Mention[] {
  if (document.format === 'ini') return iniMentions(document);
  return namesOtherAwsFiles(document) ? [] : environmentMentions(document);
}

function iniMentions(document: IniDocument): readonly Mention[] {
  return document.sections.flatMap((section) => {
    const named = namedSection(document, section);
    // What [DEFAULT] sets, the AWS CLI reads in every profile.
    const type = section.rawName === DEFAULT_SECTION ? 'profile' : named?.type;
    const settings =
      type === 'profile' ? section.entries.flatMap((entry) => settingMention(document, entry)) : [];
    if (!named) return settings;
    const { name, nameRange: range } = named;
    return [{ type: named.type, name, range, site: { role: 'declaration', section } as const }, ...settings];
  });
}

function settingMention(document: IniDocument, entry: IniEntry): readonly Mention[] {
  const keyType = entry.parent ? undefined : findProfileKey(entry.name, 'profile')?.type;
  const type = keyType && NAMING[keyType];
  if (!type || entry.value instanceof SecretValue) return [];
  const written = writtenValue(document, entry);
  const range = written.unquoted ?? written.range;
  const name = document.source.text.slice(range.start, range.end);
  return name === '' ? [] : [{ type, name, range, site: { role: 'setting', entry } }];
}

function environmentMentions(document: KeylessDocument): readonly Mention[] {
  const variables = environmentsOf(document).flatMap((one) => one.variables);
  return variables.flatMap((variable) => {
    if (!(PROFILE_VARIABLES as readonly string[]).includes(variable.name)) return [];
    const name = profileNameIn(variable);
    const range = name === undefined ? undefined : rangeOf(document, variable, name);
    if (name === undefined || !range) return [];
    return [{ type: 'profile', name, range, site: { role: 'variable', variable } }];
  });
}

/** Inside the quotes; `undefined` where the name is written with escapes, or over several lines. */
function rangeOf(
  { source }: KeylessDocument,
  { valueRange }: EnvironmentVariable,
  name: string,
): Range | undefined {
  const { start, end } = valueRange;
  const written = source.text.slice(start, end);
  if (written === name) return valueRange;
  const isQuoted = /^(["']).*\1$/su.test(written);
  return isQuoted && written.slice(1, -1) === name ? { start: start + 1, end: end - 1 } : undefined;
}
