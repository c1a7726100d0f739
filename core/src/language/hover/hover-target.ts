import { findAwsVariable } from '../../aws/aws-variables.ts';
import { partOfVariable } from '../../aws/credential-names.ts';
import { profileNameIn } from '../../aws/env-profile.ts';
import { readNotedEnd } from '../../aws/expiration.ts';
import { keyOf } from '../../aws/key-place.ts';
import type { Setting } from '../../aws/keys/setting.ts';
import { isExpiryKey, isExpiryVariable } from '../../aws/session-notes.ts';
import type { DotenvDocument } from '../../documents/dotenv/nodes.ts';
import { entryOnLine, sectionAt } from '../../documents/ini/nodes-at.ts';
import type { IniDocument, IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import { writtenValue } from '../../documents/ini/written-value.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import { isOn, type Range } from '../../text/range.ts';
import { assignmentAt } from '../dotenv-caret.ts';
import type { View } from '../surroundings.ts';
import { ciTargetAt } from './ci/ci-target-at.ts';
import type { CiTarget } from './ci/ci-target.ts';

/** What a hover is about. */
export type HoverTarget = { readonly range: Range } & (
  | { readonly type: 'setting'; readonly setting: Setting }
  /** A profile that something names, which may not exist. */
  | { readonly type: 'profile'; readonly name: string }
  | { readonly type: 'sso-session' | 'services'; readonly name: string }
  | { readonly type: 'value'; readonly setting: Setting; readonly text: string }
  /** A moment at which a session ends, as some tool has noted it. */
  | { readonly type: 'end'; readonly expiresAt: Date }
  | { readonly type: 'access-key-id'; readonly setting: Setting; readonly value: SecretValue }
  | { readonly type: 'ci'; readonly about: CiTarget }
);

/** Finds what stands at an offset; `undefined` where there is nothing to say. */
export function hoverTargetAt({ model }: View, offset: number): HoverTarget | undefined {
  const { document } = model;
  switch (document.format) {
    case 'ini':
      return inIni(document, offset);
    case 'dotenv':
      return inDotenv(document, offset);
    case 'yaml': {
      const found = ciTargetAt(model, offset);
      return found && { type: 'ci', ...found };
    }
  }
}

function inIni(document: IniDocument, offset: number): HoverTarget | undefined {
  const section = sectionAt(document, offset);
  if (!section) return undefined;
  if (isOn(section.headerRange, offset)) return headerTarget(section);
  const entry = entryOnLine(document, section, document.source.lines.positionAt(offset).line);
  if (!entry || entry.swallowed) return undefined;
  const setting = keyOf(entry, section);
  if (!setting) return entry.parent || !isExpiryKey(entry.name) ? undefined : endTarget(entry, offset);
  if (isOn(entry.keyRange, offset)) return { type: 'setting', setting, range: entry.keyRange };
  return isOn(entry.valueRange, offset) ? valueTarget(document, entry, setting, offset) : undefined;
}

function headerTarget({ type, name, headerRange: range }: IniSection): HoverTarget | undefined {
  return type === 'other' ? undefined : { type, name, range };
}

function valueTarget(
  document: IniDocument,
  entry: IniEntry,
  setting: Setting,
  offset: number,
): HoverTarget | undefined {
  const { value, valueRange } = entry;
  if (value instanceof SecretValue) return secretTarget(setting, value, valueRange);
  const written = writtenValue(document, entry);
  const range = written.unquoted ?? written.range;
  if (range.start === range.end || !isOn(range, offset)) return undefined;
  return textTarget(setting, document.source.text.slice(range.start, range.end), range);
}

function textTarget(setting: Setting, text: string, range: Range): HoverTarget {
  switch (setting.type) {
    case 'profile':
    case 'sso-session':
    case 'services':
      return { type: setting.type, name: text, range };
    default:
      return { type: 'value', setting, text, range };
  }
}

/** Of a secret nothing is told, but the id of a key says which account has issued it. */
function secretTarget(setting: Setting, value: SecretValue, range: Range): HoverTarget {
  return setting.type === 'access-key-id'
    ? { type: 'access-key-id', setting, value, range }
    : { type: 'setting', setting, range };
}

function inDotenv(document: DotenvDocument, offset: number): HoverTarget | undefined {
  const assignment = assignmentAt(document, offset);
  if (!assignment) return undefined;
  const end = isExpiryVariable(assignment.name) ? endTarget(assignment, offset) : undefined;
  const setting = findAwsVariable(assignment.name);
  if (end || !setting) return end;
  const { nameRange, valueRange, value } = assignment;
  if (isOn(nameRange, offset)) return { type: 'setting', setting, range: nameRange };
  if (!isOn(valueRange, offset) || value === '') return undefined;
  if (value instanceof SecretValue) return secretTarget(setting, value, valueRange);
  if (setting.type === 'profile') {
    const name = profileNameIn(assignment);
    return name === undefined ? undefined : { type: 'profile', name, range: valueRange };
  }
  // A stand-in for a secret is none for the parser, and there is nothing to say of it.
  if (partOfVariable(assignment.name) !== undefined) return { type: 'setting', setting, range: valueRange };
  return { type: 'value', setting, text: value, range: valueRange };
}

/** No tool of AWS reads such a key, but it tells how long the keys beside it are good for. */
function endTarget(
  { value, valueRange: range }: Pick<IniEntry, 'value' | 'valueRange'>,
  offset: number,
): HoverTarget | undefined {
  const expiresAt = typeof value === 'string' && isOn(range, offset) ? readNotedEnd(value) : undefined;
  return expiresAt && { type: 'end', expiresAt, range };
}
