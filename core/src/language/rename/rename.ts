import { environmentsOf } from '../../aws/environments.ts';
import { profileNameIn } from '../../aws/env-profile.ts';
import type { IniDocument, IniEntry } from '../../documents/ini/nodes.ts';
import { parseIni } from '../../documents/ini/parser.ts';
import { readAsCli } from '../../documents/ini/readers/cli.ts';
import { readAsJs } from '../../documents/ini/readers/js.ts';
import { readsAlike, type Renaming } from '../../documents/ini/readers/reads-alike.ts';
import type { KeylessDocument } from '../../documents/keyless-document.ts';
import { parseDotenv } from '../../documents/dotenv/parser.ts';
import { parseYaml } from '../../documents/yaml/parser.ts';
import type { DocumentModel } from '../../model/document-model.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import { mentionsOf, type NamedThing } from '../navigation/mention.ts';
import { isDeclaration, mentionsOfThing, type PlacedMention } from '../navigation/names.ts';
import { mentionEdits } from './mention-edits.ts';
import { reasonAgainst, reasonToKeep } from './new-name.ts';

/** The edits of one document. */
export interface DocumentEdits {
  readonly model: DocumentModel;
  readonly edits: readonly TextEdit[];
}

/** A rename, or why there is none, as a sentence for the person. */
export type RenameResult =
  | { readonly documents: readonly DocumentEdits[]; readonly refusal?: undefined }
  | { readonly refusal: SafeText };

/** What to call each kind of thing. */
const NOUNS: Readonly<Record<NamedThing['type'], SafeText>> = {
  profile: safe`profile`,
  'sso-session': safe`sso-session section`,
  services: safe`services section`,
};

/** Why a thing cannot be renamed, whatever its new name; `undefined` where it can. */
export function reasonNotToRename(models: readonly DocumentModel[], thing: NamedThing): SafeText | undefined {
  const isDeclared = mentionsOfThing(models, thing).some(isDeclaration);
  return isDeclared ? reasonToKeep(thing) : safe`There is no ${NOUNS[thing.type]} ${safeName(thing.name)}.`;
}

/**
 * Gives a thing another name wherever it is named: in its headers, in the settings that refer to it, in `AWS_PROFILE`.
 * The result is read again, and a rename after which a tool would read anything else than before is refused.
 */
export function rename(models: readonly DocumentModel[], thing: NamedThing, name: string): RenameResult {
  const refusal =
    reasonNotToRename(models, thing) ?? reasonAgainst(thing, name) ?? reasonOfOthers(models, thing, name);
  if (refusal !== undefined) return { refusal };
  if (name === thing.name) return { documents: [] };
  const documents: DocumentEdits[] = [];
  for (const [model, mentions] of byModel(mentionsOfThing(models, thing))) {
    const { document } = model;
    if (document.source.malformed)
      return { refusal: safe`A file that names it is no valid UTF-8 and cannot be edited.` };
    const edits = mentions.flatMap((one) => mentionEdits(document, one, name));
    if (!isRenamed(document, edits, mentions, thing, name)) {
      return {
        refusal: safe`The tools would then read more than the name differently, so nothing was renamed. Mend the problems of the files first.`,
      };
    }
    documents.push({ model, edits });
  }
  return { documents };
}

function reasonOfOthers(
  models: readonly DocumentModel[],
  thing: NamedThing,
  name: string,
): SafeText | undefined {
  const isTaken =
    name !== thing.name && mentionsOfThing(models, { type: thing.type, name }).some(isDeclaration);
  return isTaken ? safe`There is a ${NOUNS[thing.type]} ${safeName(name)} already.` : undefined;
}

function byModel(mentions: readonly PlacedMention[]): ReadonlyMap<DocumentModel, readonly PlacedMention[]> {
  const found = new Map<DocumentModel, PlacedMention[]>();
  for (const mention of mentions) {
    const known = found.get(mention.model);
    if (known) known.push(mention);
    else found.set(mention.model, [mention]);
  }
  return found;
}

function isRenamed(
  document: KeylessDocument,
  edits: readonly TextEdit[],
  mentions: readonly PlacedMention[],
  thing: NamedThing,
  name: string,
): boolean {
  const after = parseAgain(document, edits);
  const countIn = (one: KeylessDocument, what: string): number =>
    mentionsOf(one).filter((mention) => mention.type === thing.type && mention.name === what).length;
  const isComplete =
    countIn(after, thing.name) === 0 && countIn(after, name) === mentions.length + countIn(document, name);
  if (!isComplete) return false;
  if (document.format !== 'ini' || after.format !== 'ini')
    return variablesAreRenamed(document, after, thing, name);
  return iniIsRenamed(document, after, mentions, thing, name);
}

function parseAgain(document: KeylessDocument, edits: readonly TextEdit[]): KeylessDocument {
  const { uri, source } = document;
  const after = createSourceText(applyEdits(source.text, edits), { bom: source.bom });
  switch (document.format) {
    case 'ini':
      return parseIni(uri, document.kind, after);
    case 'dotenv':
      return parseDotenv(uri, after);
    case 'yaml':
      return parseYaml(uri, document.kind, after);
  }
}

function iniIsRenamed(
  before: IniDocument,
  after: IniDocument,
  mentions: readonly PlacedMention[],
  thing: NamedThing,
  name: string,
): boolean {
  const sites = mentions.map(({ site }) => site);
  const entries = new Set(sites.flatMap((site) => (site.role === 'setting' ? [site.entry] : [])));
  const renaming: Omit<Renaming, 'mayVanish'> = {
    from: thing.name,
    to: name,
    sections: new Set(sites.flatMap((site) => (site.role === 'declaration' ? [site.section] : []))),
    entries,
    owners: ownersOf(before, entries),
  };
  return (
    readsAlike(readAsCli(before), readAsCli(after), { ...renaming, mayVanish: false }) &&
    readsAlike(readAsJs(before), readAsJs(after), { ...renaming, mayVanish: true })
  );
}

/** The settings that swallow some entries, as the AWS CLI reads them. */
function ownersOf({ sections }: IniDocument, swallowed: ReadonlySet<IniEntry>): ReadonlySet<IniEntry> {
  const owners = new Set<IniEntry>();
  for (const section of sections) {
    let owner: IniEntry | undefined;
    for (const entry of section.entries) {
      if (!entry.swallowed) owner = entry.parent ?? entry;
      else if (owner && swallowed.has(entry)) owners.add(owner);
    }
  }
  return owners;
}

function variablesAreRenamed(
  before: KeylessDocument,
  after: KeylessDocument,
  thing: NamedThing,
  name: string,
): boolean {
  const values = (document: KeylessDocument): readonly (readonly [string, string | undefined])[] =>
    environmentsOf(document).flatMap(({ variables }) =>
      variables.map((one) => [one.name, profileNameIn(one)] as const),
    );
  const expected = values(before);
  const actual = values(after);
  return (
    expected.length === actual.length &&
    expected.every(([key, value], index) => {
      const [foundKey, found] = actual[index] ?? [];
      return key === foundKey && (found === value || (value === thing.name && found === name));
    })
  );
}
