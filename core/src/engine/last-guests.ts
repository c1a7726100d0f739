import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { DocumentKind } from '../documents/document.ts';
import type { Guest } from './walk.ts';

/** Characters. What looked at a longer text holds too much, and such texts are judged seldom. */
const LONGEST = 1_000_000;

/**
 * Holds the visitors of the last run over each kind of document, and does nothing with them. V8 throws away what it has
 * optimized of a function with the last closure of it, and visitors are closures that are made for a run: without this,
 * each full garbage collection between two runs would make all rules slow again. Never asked, so it changes no answer.
 */
export class LastGuests {
  readonly #byKind = new Map<DocumentKind, readonly Guest[]>();

  hold({ kind, source }: KeylessDocument, guests: readonly Guest[]): void {
    if (source.text.length > LONGEST) this.#byKind.delete(kind);
    else this.#byKind.set(kind, guests);
  }
}
