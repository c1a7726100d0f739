import type { Range } from '../../text/range.ts';
import { Assignment } from './assignment.ts';
import type { IniCommentedEntry, IniSection } from './nodes.ts';
import { iniValue } from './value.ts';
import { isAnySpace } from './white-space.ts';

/** A key as the tools have them. Prose before an equals sign has spaces in it. */
const KEY = /^[A-Za-z][\w.-]*$/u;

/** With a colon only what cannot be the first word of a sentence. */
const COMPOUND_KEY = /^[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)+$/u;

/** All but where it stands, which is known when its section is whole. */
export type CommentedEntry = Omit<IniCommentedEntry, 'section'>;

/** Puts what was read into its section. Not by spreading: V8 makes a hidden class for each object that grows after that. */
export function placeCommented(
  { name, keyRange, valueRange, value, lineRange }: CommentedEntry,
  section: IniSection | undefined,
): IniCommentedEntry {
  return { name, keyRange, valueRange, value, lineRange, section };
}

/**
 * Reads a comment's trimmed line as the entry that it would be without its signs; `undefined` for prose.
 */
export function readCommentedEntry(
  text: string,
  comment: Range,
  lineRange: Range,
): CommentedEntry | undefined {
  let start = comment.start;
  while (start < comment.end && (/[#;]/u.test(text.charAt(start)) || isAnySpace(text.charCodeAt(start))))
    start += 1;
  const assignment = new Assignment();
  if (!assignment.read(text, start, comment.end, 'first')) return undefined;
  const { keyStart, keyEnd, valueStart, valueEnd } = assignment;
  const key = text.slice(keyStart, keyEnd);
  if (!(assignment.delimiter === '=' ? KEY : COMPOUND_KEY).test(key)) return undefined;
  return {
    name: key.toLowerCase(),
    keyRange: { start: keyStart, end: keyEnd },
    valueRange: { start: valueStart, end: valueEnd },
    value: iniValue(key, text.slice(valueStart, valueEnd)),
    lineRange,
  };
}
