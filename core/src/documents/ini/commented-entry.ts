import type { Range } from '../../text/range.ts';
import { readAssignment } from './assignment.ts';
import type { KeyNames } from './key-names.ts';
import type { IniCommentedEntry } from './nodes.ts';
import { valueOf } from './value.ts';
import { isAnySpace } from './white-space.ts';

/** A key as the tools have them. Prose before an equals sign has spaces in it. */
const KEY = /^[A-Za-z][\w.-]*$/u;

/** With a colon only what cannot be the first word of a sentence. */
const COMPOUND_KEY = /^[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)+$/u;

/** All but where it stands, which is known when its section is whole. */
export type CommentedEntry = Omit<IniCommentedEntry, 'section'>;

/**
 * Reads a comment's trimmed line as the entry that it would be without its signs; `undefined` for prose.
 */
export function readCommentedEntry(
  text: string,
  comment: Range,
  lineRange: Range,
  keys: KeyNames,
): CommentedEntry | undefined {
  let start = comment.start;
  while (start < comment.end && (/[#;]/u.test(text.charAt(start)) || isAnySpace(text.charCodeAt(start))))
    start += 1;
  const assignment = readAssignment(text, start, comment.end, 'first');
  if (!assignment) return undefined;
  const { keyStart, keyEnd, valueStart, valueEnd } = assignment;
  const key = text.slice(keyStart, keyEnd);
  if (!(assignment.delimiter === '=' ? KEY : COMPOUND_KEY).test(key)) return undefined;
  const { name, secret } = keys.read(key);
  return {
    name,
    keyRange: { start: keyStart, end: keyEnd },
    valueRange: { start: valueStart, end: valueEnd },
    value: valueOf(secret, text.slice(valueStart, valueEnd)),
    lineRange,
  };
}
