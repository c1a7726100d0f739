import { isMap, type ParsedNode } from 'yaml';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument, YamlItem } from '../../documents/yaml/nodes.ts';
import { childItems, entriesOf, entryNamed, valueOf } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import type { ActionReference, EntryMap, WorkflowJob, WorkflowStep } from './workflow.ts';

/** GitHub allows some hundred; aliases of long lists could make millions of them. Without aliases the text limits them. */
const MOST_STEPS = 10_000;

/** What is read once and shared by all places that aliases bring it to. */
export interface Reader {
  readonly document: YamlDocument;
  /** Missing where there are neither aliases nor merge keys: each node is then in one place. */
  readonly children: Map<ParsedNode, readonly YamlEntry[]> | undefined;
  stepsLeft: number;
}

/** A reader at the start of a document. */
export function createReader(document: YamlDocument): Reader {
  const { aliases, mergeKeys } = document.structure;
  return aliases.length + mergeKeys.length === 0
    ? { document, children: undefined, stepsLeft: Number.POSITIVE_INFINITY }
    : { document, children: new Map(), stepsLeft: MOST_STEPS };
}

/** The entries of a map below, read once for each node: a thousand aliases of one map cost as much as one. */
export function entriesIn(reader: Reader, entry: YamlEntry | YamlItem | undefined): readonly YamlEntry[] {
  const place = valueOf(entry);
  if (!place) return [];
  const known = reader.children?.get(place.node);
  if (known) return known;
  const entries = entriesOf(reader.document, place);
  reader.children?.set(place.node, entries);
  return entries;
}

/** `parallel` steps hold no `parallel` steps, so `nested` ends it, aliases in a circle included. */
export function readSteps(
  reader: Reader,
  job: WorkflowJob,
  list: YamlEntry | undefined,
  nested: boolean,
): readonly WorkflowStep[] {
  if (reader.stepsLeft <= 0) return [];
  const all = childItems(reader.document, list);
  const items = all.length > reader.stepsLeft ? all.slice(0, reader.stepsLeft) : all;
  reader.stepsLeft -= items.length;
  return items.map((item, index) => readStep(reader, job, item, index, nested));
}

function readStep(
  reader: Reader,
  job: WorkflowJob,
  item: YamlItem,
  index: number,
  nested: boolean,
): WorkflowStep {
  const entries = entriesIn(reader, item);
  const named = (key: string): YamlEntry | undefined => entryNamed(entries, key);
  return {
    job,
    index,
    range: item.range,
    dashColumn: item.dashColumn ?? reader.document.source.lines.positionAt(item.range.start).character,
    entries,
    name: textOf(named('name')),
    uses: readAction(reader, named('uses')),
    inputs: readMap(reader, named('with')),
    env: readMap(reader, named('env')),
    run: named('run'),
    condition: textOf(named('if')),
    shared: item.shared,
    parallel: nested ? [] : readSteps(reader, job, named('parallel'), true),
  };
}

/** A map of names to scalars; `undefined` for an expression, for null and for everything else that is no map. */
export function readMap(reader: Reader, holder: YamlEntry | undefined): EntryMap | undefined {
  if (!holder || !isMap(holder.node)) return undefined;
  return {
    holder,
    entries: entriesIn(reader, holder),
    flow: holder.node.flow === true,
    shared: holder.shared,
  };
}

function readAction({ document }: Reader, entry: YamlEntry | undefined): ActionReference | undefined {
  const text = textOf(entry);
  if (entry?.scalar === undefined || text === undefined) return undefined;
  const place = entry.scalar.range;
  if (/^(?:\.\.?\/|docker:\/\/)/u.test(text)) {
    return { action: text, ref: '', range: place, comment: undefined };
  }
  const at = text.indexOf('@');
  const name = at === -1 ? text : text.slice(0, at);
  const [owner = '', repository = '', ...path] = name.split('/');
  const action = [owner.toLowerCase(), repository.toLowerCase(), ...path].join('/');
  const ref = at === -1 ? '' : text.slice(at + 1);
  return { action, ref, range: place, comment: versionBehind(document, place.end) };
}

/** `# v6.0.0`, `# tag=v6.0.0`: what people and their tools write behind a commit. */
function versionBehind({ source: { lines, text } }: YamlDocument, at: number): string | undefined {
  const rest = text.slice(at, lines.lineEnd(lines.positionAt(at).line));
  return /^[ \t]+#[ \t]*(?:tag=)?(v?\d+(?:\.\d+){0,2})(?![\w.])/u.exec(rest)?.[1];
}

/** The text of a scalar, without white space around it. */
export function textOf(entry: YamlEntry | undefined): string | undefined {
  return entry?.scalar && readText(entry.scalar.text, (text) => text.trim());
}
