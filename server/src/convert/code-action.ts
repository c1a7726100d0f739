import { changedUri, type FileChange } from '@keyless/core';
import { CodeActionKind } from '../lsp.ts';

/** The kind of *fix all*: asked for as `source.fixAll` too. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.keyless`;

/** Whether a client that asks for `only` wants actions of a kind. A source action is only for those who ask for it. */
export function wantsKind(kind: string, only: readonly string[] | undefined): boolean {
  if (only === undefined) return kind === CodeActionKind.QuickFix;
  return only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

/** Equal for actions that do the same under the same name. */
export function actionKey(title: string, changes: readonly FileChange[]): string {
  const done = changes.map((change) => [
    changedUri(change),
    change.type === 'create'
      ? change.text
      : change.edits.map(({ start, end, newText }) => [start, end, newText]),
  ]);
  return JSON.stringify([title, done]);
}
