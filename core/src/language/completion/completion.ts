import type { SafeText } from '../../secret/safe-text.ts';
import type { CaretWord } from '../caret-word.ts';

export type CompletionKind =
  'section' | 'key' | 'value' | 'profile' | 'session' | 'region' | 'role' | 'variable';

/** Something to write at the caret. */
export interface Completion {
  readonly label: SafeText;
  readonly kind: CompletionKind;
  /** What takes the place of the range. */
  readonly newText: string;
  /** The same with tab stops in the syntax of the Language Server Protocol, where there is something to fill in. */
  readonly snippet?: string;
  /** A few words behind the label. */
  readonly detail?: SafeText;
  /** The setting whose documentation belongs to it, see `documentationOf`. */
  readonly setting?: string;
  /** Something has taken its place. */
  readonly deprecated?: boolean;
}

/** All that can be written at a place, likeliest first. */
export interface CompletionList {
  /** What is being written; the name of a variable counts as a key. */
  readonly place: 'header' | 'key' | 'value';
  readonly word: CaretWord;
  readonly items: readonly Completion[];
}

/** A text inside a snippet. */
export function snippetText(text: string): string {
  return text.replaceAll(/[\\$}]/gu, String.raw`\$&`);
}

/** A tab stop with values to choose from. */
export function snippetChoice(values: readonly string[]): string {
  return `\${1|${values.map((value) => value.replaceAll(/[\\,|]/gu, String.raw`\$&`)).join(',')}|}`;
}
