import type { DocumentModel } from '../../model/document-model.ts';
import { mentionsOf, type Mention, type NamedThing } from './mention.ts';

/** A mention and the document that it stands in. */
export type PlacedMention = Mention & { readonly model: DocumentModel };

/** The name at an offset, the caret at either end of it included; `undefined` where none stands. */
export function mentionAt(model: DocumentModel, offset: number): Mention | undefined {
  return mentionsOf(model.document).find(({ range }) => range.start <= offset && offset <= range.end);
}

/** All names that are introduced in a document, each at the first of its sections. */
export function namesOf(model: DocumentModel): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (const one of mentionsOf(model.document)) {
    const key = `${one.type} ${one.name}`;
    if (isDeclaration(one) && !found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Everything that has the same name, in the order of the documents. */
export function mentionsOfThing(
  models: readonly DocumentModel[],
  thing: NamedThing,
): readonly PlacedMention[] {
  return models.flatMap((model) =>
    mentionsOf(model.document)
      .filter((one) => isSameThing(one, thing))
      .map((one) => ({ ...one, model })),
  );
}

/** Whether a mention is the section itself and not a reference to it. */
export function isDeclaration({ site }: Mention): boolean {
  return site.role === 'declaration';
}

function isSameThing(a: NamedThing, b: NamedThing): boolean {
  return a.type === b.type && a.name === b.name;
}
