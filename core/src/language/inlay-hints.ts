import { parseAccessKeyId } from '../aws/access-key-id.ts';
import { partOfProfileKey, partOfVariable } from '../aws/credential-names.ts';
import { parseCliInteger } from '../aws/duration.ts';
import { humanDuration } from '../aws/time-left.ts';
import type { IniEntry } from '../documents/ini/nodes.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { SecretValue } from '../secret/secret-value.ts';
import { touches, type Range } from '../text/range.ts';

/** A few words behind a value. */
export interface InlayHint {
  readonly offset: number;
  readonly label: SafeText;
}

/** The account behind the id of an access key, and the time that a number of seconds is, within a range. */
export function inlayHintsIn(document: KeylessDocument, range: Range): readonly InlayHint[] {
  switch (document.format) {
    case 'ini':
      return document.sections
        .filter((section) => touches(section.range, range))
        .flatMap(({ entries }) => entries)
        .filter(({ valueRange }) => touches(valueRange, range))
        .flatMap((entry) => hintOf(entry.valueRange.end, entryLabel(entry)));
    case 'dotenv':
      return document.assignments
        .filter(({ valueRange }) => touches(valueRange, range))
        .flatMap(({ name, value, lineRange, valueRange, quote }) =>
          partOfVariable(name) === 'access-key-id'
            ? hintOf(
                Math.min(valueRange.end + (quote === 'none' ? 0 : 1), lineRange.end),
                accountLabel(value),
              )
            : [],
        );
    case 'yaml':
      return [];
  }
}

function hintOf(offset: number, label: SafeText | undefined): readonly InlayHint[] {
  return label === undefined ? [] : [{ offset, label }];
}

function entryLabel({ name, value, parent, swallowed }: IniEntry): SafeText | undefined {
  if (parent || swallowed) return undefined;
  if (partOfProfileKey(name) === 'access-key-id') return accountLabel(value);
  return name === 'duration_seconds' && typeof value === 'string' ? durationLabel(value) : undefined;
}

/** Nothing for stand-ins and for ids of the old format, which hold no account. */
function accountLabel(value: string | SecretValue): SafeText | undefined {
  const account = value instanceof SecretValue ? parseAccessKeyId(value)?.accountId : undefined;
  return account === undefined ? undefined : safe`account ${safeName(account)}`;
}

/** What is read as a number of seconds; a person sees at once that it is less. */
function durationLabel(text: string): SafeText | undefined {
  const seconds = parseCliInteger(text);
  return seconds !== undefined && seconds >= 60 && Number.isSafeInteger(seconds)
    ? humanDuration(seconds)
    : undefined;
}
