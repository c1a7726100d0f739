import { AWS_VARIABLES, findAwsVariable } from '../../aws/aws-variables.ts';
import { keyOf, placeOf } from '../../aws/key-place.ts';
import { isSecretSetting, type Setting } from '../../aws/keys/setting.ts';
import { findProfileKey, type KeyPlace } from '../../aws/profile-keys.ts';
import type { DotenvDocument } from '../../documents/dotenv/nodes.ts';
import type { IniDocument, IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import { styleOf } from '../../documents/ini/style.ts';
import { dotenvCaret } from '../dotenv-caret.ts';
import { settingProse } from '../hover/setting-prose.ts';
import { iniCaret, type IniCaret } from '../ini-caret.ts';
import type { Prose } from '../prose.ts';
import type { View } from '../surroundings.ts';
import type { Completion, CompletionList } from './completion.ts';
import { headerCandidates } from './header-candidates.ts';
import { keyCandidates, keyReference, settingCompletion } from './key-candidates.ts';
import { valueCandidates } from './value-candidates.ts';

/** What can be written at a caret; `undefined` where nothing can be proposed. */
export function completionsAt(view: View, caret: number): CompletionList | undefined {
  const { document } = view.model;
  if (document.format === 'ini') return inIni(view, document, caret);
  return document.format === 'dotenv' ? inDotenv(view, document, caret) : undefined;
}

/** The documentation of a completion that has a `setting`. */
export function documentationOf(reference: string): Prose | undefined {
  const [place = '', name] = reference.split(' ');
  const setting = name === undefined ? findAwsVariable(place) : findProfileKey(name, place as KeyPlace);
  return setting && settingProse(setting);
}

function inIni(view: View, document: IniDocument, caret: number): CompletionList | undefined {
  const place = iniCaret(document, caret);
  if (!place) return undefined;
  const { word } = place;
  switch (place.type) {
    case 'header':
      return { place: 'header', word, items: headerCandidates(document, view, place.closed ? '' : ']') };
    case 'key':
      return { place: 'key', word, items: keys(view, document, place) };
    case 'value':
      return { place: 'value', word, items: iniValues(view, document, place) };
  }
}

function keys(
  view: View,
  document: IniDocument,
  { section, parent, entry, word }: IniCaret & { readonly type: 'key' },
): readonly Completion[] {
  const { lines } = document.source;
  const isAtLineStart = word.replace.start === lines.lineStart(lines.positionAt(word.replace.start).line);
  const isBlank = word.replace.start === word.replace.end;
  const headers = isBlank && isAtLineStart ? newHeaders(view, document) : [];
  const place = section && placeOf({ parent }, section);
  if (!section || !place) return headers;
  const delimiter = entry ? '' : styleOf(document, section).delimiter;
  const found = keyCandidates(place, presentKeys(section, parent, entry)).map((key) =>
    settingCompletion(key, { delimiter, reference: keyReference(key), kind: 'key' }),
  );
  return [...found, ...headers];
}

/** Names of the section, or of the block, without the one that is being written. */
function presentKeys(
  { entries }: IniSection,
  parent: IniEntry | undefined,
  own: IniEntry | undefined,
): ReadonlySet<string> {
  const siblings = entries.filter((one) => one !== own && one.parent === parent);
  return new Set(siblings.map(({ name }) => name));
}

function newHeaders(view: View, document: IniDocument): readonly Completion[] {
  return headerCandidates(document, view, ']').map((one) => ({
    ...one,
    newText: `[${one.newText}`,
    ...(one.snippet !== undefined && { snippet: `[${one.snippet}` }),
  }));
}

function iniValues(
  view: View,
  document: IniDocument,
  { section, entry, touchesDelimiter }: IniCaret & { readonly type: 'value' },
): readonly Completion[] {
  const setting = keyOf(entry, section);
  if (!setting) return [];
  const profile = section.type === 'profile' ? section.name : undefined;
  const found = valueCandidates({ view, setting, profile });
  const isSpaced = touchesDelimiter && styleOf(document, section).delimiter.endsWith(' ');
  return isSpaced ? found.map((one) => ({ ...one, newText: ` ${one.newText}` })) : found;
}

function inDotenv(view: View, document: DotenvDocument, caret: number): CompletionList | undefined {
  const place = dotenvCaret(document, caret);
  if (!place) return undefined;
  const { word, assignment } = place;
  if (place.type === 'name') {
    const set = new Set(document.assignments.filter((one) => one !== assignment).map(({ name }) => name));
    return { place: 'key', word, items: variables(set, assignment === undefined) };
  }
  const variable = findAwsVariable(place.assignment.name);
  if (!variable) return undefined;
  const setting = { ...variable, name: variable.key ?? variable.name };
  return { place: 'value', word, items: valueCandidates({ view, setting, profile: undefined }) };
}

function variables(set: ReadonlySet<string>, needsSign: boolean): readonly Completion[] {
  return AWS_VARIABLES.filter(({ name }) => !set.has(name))
    .map((one, order) => ({ one, order: order + lateness(one) }))
    .sort((a, b) => a.order - b.order)
    .map(({ one }) =>
      settingCompletion(one, { delimiter: needsSign ? '=' : '', reference: one.name, kind: 'variable' }),
    );
}

/** Old names come behind all others, and those of secrets last. */
function lateness(setting: Setting): number {
  if (isSecretSetting(setting)) return 2 * AWS_VARIABLES.length;
  return setting.replacedBy === undefined ? 0 : AWS_VARIABLES.length;
}
