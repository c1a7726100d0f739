import { completionsAt, documentationOf, type CompletionList as Proposals } from '@keyless/core';
import {
  CompletionTriggerKind,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
} from '../lsp.ts';
import { toCompletionItem } from '../convert/completion-item.ts';
import { toMarkup } from '../convert/markup.ts';
import type { Services } from '../services.ts';
import { isRecord } from '../workspace/client.ts';
import type { Feature } from './feature.ts';

/** Characters behind which something is worth proposing: a header, a value, a value behind a blank. */
const TRIGGERS = ['[', '=', ' '];

/** More items than these are sent in parts: a person types on, and the client asks again. */
const MOST_ITEMS = 500;

const NOTHING: CompletionList = { isIncomplete: false, items: [] };

/** Proposes what can be written. The documentation of a key comes when its item is looked at. */
export function startCompletion(services: Services): Feature {
  const { connection, client, guard } = services;
  connection.onCompletion(
    guard.request<CompletionParams, CompletionList>('Completion', NOTHING, async (params) => {
      const open = await services.views.of(params.textDocument.uri);
      if (!open) return NOTHING;
      const caret = open.positions.offsets({ start: params.position, end: params.position }).start;
      const proposals = completionsAt(open.view, caret);
      if (!proposals || (isBlankTyped(params) && proposals.place === 'key')) return NOTHING;
      const { items, isIncomplete } = limited(proposals, open.view.model.document.source.text);
      const context = { word: proposals.word, positions: open.positions, details: client.completion };
      return { isIncomplete, items: items.map((item, order) => toCompletionItem(item, order, context)) };
    }),
  );
  connection.onCompletionResolve((item, token) =>
    guard.request<CompletionItem, CompletionItem>('A completion', item, (asked) => resolve(services, asked))(
      item,
      token,
    ),
  );
  return { capabilities: { completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true } } };
}

/** A blank is part of an indentation, too, where nobody wants to be asked. */
function isBlankTyped({ context }: CompletionParams): boolean {
  return context?.triggerKind === CompletionTriggerKind.TriggerCharacter && context.triggerCharacter === ' ';
}

/** Of very many items those that have what is typed in them. */
function limited(
  { items, word }: Proposals,
  text: string,
): Pick<CompletionList, 'isIncomplete'> & Pick<Proposals, 'items'> {
  if (items.length <= MOST_ITEMS) return { items, isIncomplete: false };
  const typed = text.slice(word.insert.start, word.insert.end).toLowerCase();
  const fitting = items.filter(({ label }) => label.toLowerCase().includes(typed));
  return { items: fitting.slice(0, MOST_ITEMS), isIncomplete: true };
}

function resolve({ client }: Services, item: CompletionItem): CompletionItem {
  const data: unknown = item.data;
  const setting = isRecord(data) ? data['setting'] : undefined;
  const prose = typeof setting === 'string' ? documentationOf(setting) : undefined;
  return prose ? { ...item, documentation: toMarkup(prose, client.completion.markdown) } : item;
}
