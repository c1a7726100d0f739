import { attached } from '../../memory/attached.ts';
import { safe } from '../../secret/safe-text.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { YamlKind } from '../document.ts';
import type { YamlDocument } from './nodes.ts';
import { MOST_PROBLEMS, toProblems } from './problems.ts';
import { renewStream } from './renew.ts';
import { readStream, type YamlStream, type YamlWork } from './stream.ts';
import { readStructure } from './structure.ts';

/** What the version that follows a document is made with. */
interface Kept {
  readonly work: YamlWork;
  /** For a document that had to be read as a whole: one before it. A mistake is made with a letter and undone with one. */
  readonly before: YamlDocument | undefined;
}

const KEPT = attached<YamlDocument, Kept>();

/**
 * Reads a YAML file. Never throws: what cannot be read is told in `problems`, and a file that is too deep or too long
 * to be read in reasonable time has no trees. Aliases are never expanded and unknown tags are accepted. Of `previous`,
 * another version of the file, what is still there is taken over; the result is the same without it.
 */
export function parseYaml(
  uri: string,
  kind: YamlKind,
  source: SourceText,
  previous?: YamlDocument,
): YamlDocument {
  const before = previous && KEPT.get(previous)?.before;
  const renewed = renewFrom(source.text, previous) ?? renewFrom(source.text, before);
  const stream = renewed ?? readStream(source.text);
  const document = documentOf(uri, kind, source, stream);
  KEPT.set(document, { work: stream.work, before: renewed ? undefined : (before ?? previous) });
  return document;
}

function renewFrom(text: string, old: YamlDocument | undefined): YamlStream | undefined {
  const kept = old && KEPT.get(old);
  return kept && renewStream(text, old, kept.work);
}

function documentOf(uri: string, kind: YamlKind, source: SourceText, stream: YamlStream): YamlDocument {
  const structure = readStructure(stream.trees);
  const errors = stream.trees.flatMap((tree) => tree.errors);
  const duplicates = structure.duplicates.slice(0, MOST_PROBLEMS).map((place) => ({
    range: place,
    message: safe`This key stands twice in the same map; tools refuse the file or take one of the two.`,
  }));
  const problems = [
    ...toProblems([...stream.errors, ...errors], source.text.length),
    ...duplicates,
    ...(stream.refusal ? [stream.refusal] : []),
  ];
  return {
    format: 'yaml',
    uri,
    kind,
    source,
    trees: stream.trees,
    comments: stream.comments,
    structure,
    editable: stream.trees.length > 0 && !hasLoneReturn(source.text),
    problems: problems.sort((a, b) => a.range.start - b.range.start),
  };
}

function hasLoneReturn(text: string): boolean {
  return text.includes('\r') && /\r(?!\n)/u.test(text);
}
