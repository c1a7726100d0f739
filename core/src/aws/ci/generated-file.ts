import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import type { Range } from '../../text/range.ts';

/** What generators write at the head of their files. */
const GENERATED = /auto-?\s?generated|generated (?:by|from|with)|do not (?:edit|modify)/iu;
/** A header stands before anything else; some files have their name above it. */
const HEADER_LINES = 10;

/** The comment by which a file says that a program writes it, so that an edit would be lost. */
export function generatorComment({ source, comments, trees }: YamlDocument): Range | undefined {
  const content = trees[0]?.contents?.range[0] ?? 0;
  const end = Math.max(content, source.lines.lineStart(HEADER_LINES));
  const inText = comments.findIndex(({ range: place }) => place.start >= end);
  return comments
    .slice(0, inText === -1 ? undefined : inText)
    .find(({ range: place }) => GENERATED.test(source.text.slice(place.start, place.end)))?.range;
}
