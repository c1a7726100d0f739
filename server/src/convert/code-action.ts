import { applyEdits, createSourceText, type Fix, type SourceText, type TextEdit } from '@keyless/core';
import { CodeActionKind, type Command } from 'vscode-languageserver';
import { SELECT_RANGE_COMMAND, type SelectRangeArgument } from '../protocol.ts';
import { createPositionMap } from './position.ts';

/** The kind of *fix all*: asked for as `source.fixAll` too. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.keyless`;

/** Whether a client that asks for `only` wants actions of a kind. A source action is only for those who ask for it. */
export function wantsKind(kind: string, only: readonly string[] | undefined): boolean {
  if (only === undefined) return kind === CodeActionKind.QuickFix;
  return only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

/** The text that a placeholder is counted in, and whose it is. */
export interface PlaceholderContext {
  readonly uri: string;
  readonly source: SourceText;
  readonly marked: boolean;
}

/** The client command that selects what a person has to fill in; `undefined` where nothing is left open. */
export function selectPlaceholder(
  { edits, placeholder, title }: Fix,
  { uri, source, marked }: PlaceholderContext,
): Command | undefined {
  if (placeholder === undefined) return undefined;
  const edited = createSourceText(applyEdits(source.text, edits));
  const range = createPositionMap(edited, marked).range(placeholder);
  const argument: SelectRangeArgument = { uri, range };
  return { title, command: SELECT_RANGE_COMMAND, arguments: [argument] };
}

/** Equal for actions that do the same under the same name. */
export function actionKey(title: string, edits: readonly TextEdit[]): string {
  return JSON.stringify([title, edits.map(({ start, end, newText }) => [start, end, newText])]);
}
