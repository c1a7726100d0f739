import type { DocumentModel } from '../model/document-model.ts';
import { createRedactor, maskSecrets } from './redact.ts';

/** Shorter values (`test`, `***`) stand in texts that have nothing to do with them. In UTF-16 units. */
const SHORTEST = 8;

/** Tells whether a text holds anything that must not be shown of a document, or that looks like a secret by itself. */
export type SecretSearch = (text: string) => boolean;

/** Makes the search of a document: its secrets are gathered when the first text comes. */
export function createSecretSearch(model: DocumentModel): SecretSearch {
  let secrets: readonly string[] | undefined;
  return (text) => {
    if (text === '') return false;
    secrets ??= secretsOf(model);
    return maskSecrets(text) !== text || secrets.some((secret) => text.includes(secret));
  };
}

/** What the masks of a document cover, line by line. */
export function secretsOf(model: DocumentModel): readonly string[] {
  const { text, lines } = model.document.source;
  const redactor = createRedactor(model);
  const secrets = new Set<string>();
  for (let line = 0; line < lines.lineCount; line += 1) {
    for (const { start, end } of redactor.masksOf(line))
      if (end - start >= SHORTEST) secrets.add(text.slice(start, end));
  }
  return [...secrets];
}
