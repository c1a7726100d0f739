import type { CaretWord, Completion, CompletionKind } from '@keyless/core';
import { CompletionItemKind, CompletionItemTag, InsertTextFormat, type CompletionItem } from '../lsp.ts';
import type { CompletionDetails } from '../workspace/client.ts';
import type { PositionMap } from './position.ts';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  profile: CompletionItemKind.Reference,
  session: CompletionItemKind.Reference,
  region: CompletionItemKind.Constant,
  role: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
};

/** Where an item goes and what of it the client understands. */
export interface ItemContext {
  readonly word: CaretWord;
  readonly positions: PositionMap;
  readonly details: CompletionDetails;
}

/** Converts a completion. Its place in the list is what it is sorted by. */
export function toCompletionItem(
  completion: Completion,
  order: number,
  { word, positions, details }: ItemContext,
): CompletionItem {
  const { label, kind, detail, setting, deprecated } = completion;
  const isSnippet = details.snippets && completion.snippet !== undefined;
  const newText = isSnippet ? completion.snippet : completion.newText;
  return {
    label,
    kind: KINDS[kind],
    sortText: String(order).padStart(5, '0'),
    ...(detail && (details.labelDetails ? { labelDetails: { description: detail } } : { detail })),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    // A client without the choice of both replaces the word: what it is would else stand behind what comes.
    textEdit: details.insertReplace
      ? { newText, insert: positions.range(word.insert), replace: positions.range(word.replace) }
      : { newText, range: positions.range(word.replace) },
    ...(deprecated && details.tags && { tags: [CompletionItemTag.Deprecated] }),
    ...(setting !== undefined && { data: { setting } }),
  };
}
