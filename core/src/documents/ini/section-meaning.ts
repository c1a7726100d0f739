import type { IniKind } from '../document.ts';
import { headerForm, headerReadings, sectionId, unprefixedName } from './header-form.ts';
import type { IniDocument, IniSection } from './nodes.ts';

/** What a header says, as texts that can be compared; see `sectionId`. */
interface HeaderMeaning {
  /** To the person: of type `other` where the prefix is missing; `undefined` where it is none of the tools' business. */
  readonly meant: string | undefined;
  /** To the AWS CLI. */
  readonly cli: string | undefined;
}

/** Headers are taken apart once for all versions of a file that they stand in. */
const MEANINGS = new WeakMap<object, HeaderMeaning>();

/** What the header of a section says. */
export function headerMeaning(kind: IniKind, section: IniSection): HeaderMeaning {
  if (section.isFlawless) {
    // It says just what it is compared by, but for the one without a prefix.
    const id = section.rawName === 'default' ? sectionId(section) : section.rawName;
    return { meant: id, cli: id };
  }
  const known = MEANINGS.get(section.identity);
  if (known) return known;
  const made = read(kind, section.rawName);
  MEANINGS.set(section.identity, made);
  return made;
}

function read(kind: IniKind, rawName: string): HeaderMeaning {
  return { meant: meantBy(kind, rawName), cli: headerReadings(kind, rawName).cli };
}

function meantBy(kind: IniKind, rawName: string): string | undefined {
  const form = headerForm(kind, rawName);
  if (form) return sectionId(form);
  const name = kind === 'aws-config' ? unprefixedName(rawName) : undefined;
  return name === undefined ? undefined : sectionId({ type: 'other', name });
}

/** The sections of a file by what their headers mean to a person, in document order. */
export function sectionsByMeaning({
  kind,
  sections,
}: IniDocument): ReadonlyMap<string, readonly IniSection[]> {
  const found = new Map<string, IniSection[]>();
  for (const section of sections) {
    const { meant } = headerMeaning(kind, section);
    if (meant === undefined) continue;
    const alike = found.get(meant);
    if (alike) alike.push(section);
    else found.set(meant, [section]);
  }
  return found;
}
