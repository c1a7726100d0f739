import { changedText, changedUri, createSourceText, type FileChange, type Placeholder } from '@keyless/core';
import type { Command } from '../lsp.ts';
import { createPositionMap, isMarked } from '../convert/position.ts';
import { SELECT_RANGE_COMMAND, type SelectRangeArgument } from '../protocol.ts';
import type { Services } from '../services.ts';
import type { Judgement } from '../workspace/judge.ts';

/** What leaves something open, and what it changes. */
export interface Unfinished {
  readonly title: string;
  readonly placeholder?: Placeholder | undefined;
  readonly changes: readonly FileChange[];
}

/** The client command that selects what a person has to fill in; `undefined` where nothing is left open. */
export function selectPlaceholder(
  { client, documents }: Services,
  judgement: Judgement,
  { title, placeholder, changes }: Unfinished,
): Command | undefined {
  if (placeholder === undefined || !client.hasSelectRangeCommand) return undefined;
  const at = placeholder.uri ?? judgement.model.document.uri;
  const change = changes.find((one) => changedUri(one) === at);
  if (!change) return undefined;
  const open = documents.get(at);
  const edited = createSourceText(changedText(change));
  const range = createPositionMap(edited, open !== undefined && isMarked(open.text)).range(placeholder);
  const argument: SelectRangeArgument = { uri: open?.uri ?? at, range };
  return { title, command: SELECT_RANGE_COMMAND, arguments: [argument] };
}
