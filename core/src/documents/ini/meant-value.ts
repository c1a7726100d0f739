import type { Range } from '../../text/range.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import { inlineCommentStart } from './assignment.ts';
import type { IniDocument, IniEntry } from './nodes.ts';

import { sectionAt } from './section-at.ts';

/** What a person means by the value of an entry, and where it stands. */
export interface MeantValue {
  readonly text: string;
  readonly range: Range;
}

/**
 * The value on an entry's own line without a comment behind it and without quotes around it, which are problems of
 * their own. `undefined` for a secret, and for the head of an indented block.
 */
export function meantValue(document: IniDocument, entry: IniEntry): MeantValue | undefined {
  if (entry.value instanceof SecretValue) return undefined;
  if (entry.isFlawless && entry.value !== '') return { text: entry.value, range: entry.valueRange };
  const { start, end } = entry.valueRange;
  const { text } = document.source;
  const written = text.slice(start, end);
  const value = written.slice(0, inlineCommentStart(written)).trimEnd();
  if (value === '' && opensBlock(document, entry)) return undefined;
  const quoted = value.length > 1 && /^(["']).*\1$/su.test(value);
  const range = quoted
    ? { start: start + 1, end: start + value.length - 1 }
    : { start, end: start + value.length };
  return { text: text.slice(range.start, range.end), range };
}

function opensBlock({ sections }: IniDocument, entry: IniEntry): boolean {
  const section = sectionAt(sections, entry.keyRange.start);
  return section?.entries.some(({ parent }) => parent === entry) === true;
}

/** What to underline for a value: the key where there is none. */
export function rangeToShow({ range }: MeantValue, entry: IniEntry): Range {
  return range.start < range.end ? range : entry.keyRange;
}
