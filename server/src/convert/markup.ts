import { toMarkdown, toPlainText, type Prose } from '@keyless/core';
import { MarkupKind, type MarkupContent } from '../lsp.ts';

/** A text for people in the form that the client shows. */
export function toMarkup(prose: Prose, markdown: boolean): MarkupContent {
  return markdown
    ? { kind: MarkupKind.Markdown, value: toMarkdown(prose) }
    : { kind: MarkupKind.PlainText, value: toPlainText(prose) };
}
