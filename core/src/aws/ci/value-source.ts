import { isCiphertext, isEmulatorValue, isPlaceholder, isReference } from '../../secret/placeholders.ts';
import type { CredentialOrigin } from '../credential-set.ts';
import { readExpressions, type ExpressionReference } from './expression.ts';

/**
 * Where a credential's text comes from.
 * - an origin of a site, or `emulator`: a word that only an emulator of AWS takes for a key;
 * - `computed`: not in the file, or not for its readers: made while the pipeline runs (outputs, inputs, a command), taken
 *   from the caller's environment or a store, encrypted;
 * - `empty`: nothing, which the tools take for unset.
 */
export type ValueSource = CredentialOrigin | 'emulator' | 'computed' | 'empty';

/** The text of a variable, where the file gives it one. */
export type Lookup = (name: string) => string | undefined;

/** Ids that AWS issued: its alphabet has no 0, 1, 8 and 9. */
const KEY_ID = /(?<![A-Za-z0-9])(?:ASIA|AKIA)[A-Z2-7]{16}(?![A-Za-z0-9])/gu;
/** The openings of session tokens, by the header that they encode. */
const TOKEN = /(?<![\w+/=])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|[FA]QoDYXdz)[\w+/=]{20,}/gu;

/** A part of each of these: most texts have none. */
const MAY_BE_MATERIAL = /A[SK]IA|IQoJ|GZXIvY|QoDYX/u;

/** A variable may be defined by another one; no file needs more steps than these. */
const LONGEST_TRACE = 5;

/** Real key material: its part, and where it stands in the text. */
export interface KeyMaterial {
  readonly part: 'access-key-id' | 'session-token';
  readonly start: number;
  readonly end: number;
}

/** Real key material in a text: access key ids and session tokens that are no documented examples. */
export function keyMaterialIn(text: string): readonly KeyMaterial[] {
  if (!MAY_BE_MATERIAL.test(text)) return [];
  return [...materialOf(text, KEY_ID, 'access-key-id'), ...materialOf(text, TOKEN, 'session-token')].sort(
    (a, b) => a.start - b.start,
  );
}

function materialOf(text: string, pattern: RegExp, part: KeyMaterial['part']): readonly KeyMaterial[] {
  return [...text.matchAll(pattern)]
    .filter(([match]) => !isPlaceholder(match))
    .map((match) => ({ part, start: match.index, end: match.index + match[0].length }));
}

/** Where the value of a key of a GitHub workflow comes from; `lookup` finds what `env.X` means there. */
export function sourceOfValue(text: string, lookup: Lookup, depth = 0): ValueSource {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (keyMaterialIn(trimmed).length > 0) return 'literal';
  const expressions = readExpressions(trimmed);
  if (expressions.length === 0) return sourceOfPlain(trimmed);
  const sources = expressions.flatMap(({ references, literals }) => {
    if (references.length === 0) return literals.map(sourceOfPlain);
    return references.map((reference) => sourceOfReference(reference, lookup, depth));
  });
  return sources.find((source) => source === 'stored-secret') ?? sources.find(isHeld) ?? 'computed';
}

/** A text without expressions. */
export function sourceOfPlain(text: string): ValueSource {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (keyMaterialIn(trimmed).length > 0) return 'literal';
  if (isReference(trimmed) || isCiphertext(trimmed) || /^\$[{(A-Za-z_]/u.test(trimmed)) return 'computed';
  // Some words are both: an emulator takes them, and elsewhere they stand for a key.
  if (isEmulatorValue(trimmed)) return 'emulator';
  return isPlaceholder(trimmed) ? 'placeholder' : 'literal';
}

function isHeld(source: ValueSource): boolean {
  return source === 'literal' || source === 'placeholder';
}

function sourceOfReference(
  { context, path }: ExpressionReference,
  lookup: Lookup,
  depth: number,
): ValueSource {
  if (context === 'secrets' || context === 'vars') return 'stored-secret';
  if (context !== 'env' || depth >= LONGEST_TRACE) return 'computed';
  const text = lookup(path[0] ?? '');
  return text === undefined ? 'computed' : sourceOfValue(text, lookup, depth + 1);
}
