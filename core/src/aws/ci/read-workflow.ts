import { isMap, isSeq, type ParsedNode } from 'yaml';
import type { YamlDocument, YamlEntry, YamlItem } from '../../documents/yaml/nodes.ts';
import {
  childEntries,
  childItems,
  entriesOf,
  entryNamed,
  rootOf,
  valueOf,
} from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { safeName } from '../../secret/safe-text.ts';
import { range } from '../../text/range.ts';
import { readGates } from './gates.ts';
import type {
  ActionReference,
  EntryMap,
  Permissions,
  Workflow,
  WorkflowGates,
  WorkflowJob,
  WorkflowStep,
} from './workflow.ts';

/** GitHub allows some hundred; aliases of long lists could make millions of them. */
const MOST_STEPS = 10_000;

/** What is read once and shared by all places that aliases bring it to. */
interface Reader {
  readonly document: YamlDocument;
  readonly children: Map<ParsedNode, readonly YamlEntry[]>;
  stepsLeft: number;
}

/**
 * Reads a GitHub Actions workflow: its first document, with anchors and aliases followed as GitHub does.
 * `undefined` where the text is no workflow, that is, has no map of jobs.
 */
export function readWorkflow(document: YamlDocument): Workflow | undefined {
  const reader: Reader = { document, children: new Map(), stepsLeft: MOST_STEPS };
  const root = entriesOf(document, rootOf(document));
  const jobs = entryNamed(root, 'jobs');
  if (!isMap(jobs?.node)) return undefined;
  const triggers = readTriggers(reader, root);
  const all: WorkflowJob[] = [];
  let gates: WorkflowGates | undefined;
  const workflow: Workflow = {
    document,
    triggers,
    reusable: triggers.has('workflow_call'),
    permissions: readPermissions(reader, entryNamed(root, 'permissions')),
    env: readMap(reader, entryNamed(root, 'env')),
    jobs: all,
    get gates() {
      return (gates ??= readGates(workflow));
    },
  };
  for (const entry of entriesIn(reader, jobs)) {
    if (isMap(entry.node)) all.push(readJob(reader, workflow, entry));
  }
  return workflow;
}

/** The entries of a map below, read once for each node: a thousand aliases of one map cost as much as one. */
function entriesIn(reader: Reader, entry: YamlEntry | YamlItem | undefined): readonly YamlEntry[] {
  const place = valueOf(entry);
  if (!place) return [];
  const known = reader.children.get(place.node);
  if (known) return known;
  const entries = entriesOf(reader.document, place);
  reader.children.set(place.node, entries);
  return entries;
}

function readTriggers({ document }: Reader, root: readonly YamlEntry[]): ReadonlySet<string> {
  // A reader of YAML 1.1 would make `true` of the key; people who know that quote it or write `true`.
  const on = entryNamed(root, 'on') ?? entryNamed(root, 'true');
  if (!on) return new Set();
  if (isMap(on.node)) return new Set(childEntries(document, on).map(({ key }) => key));
  if (isSeq(on.node)) return new Set(childItems(document, on).flatMap((item) => plain(item.scalar) ?? []));
  return new Set(plain(on.scalar) ?? []);
}

function plain(scalar: YamlEntry['scalar']): string[] | undefined {
  const text = scalar && readText(scalar.text, (value) => value.trim());
  return text === undefined || text === '' ? undefined : [text];
}

function readJob(reader: Reader, workflow: Workflow, entry: YamlEntry): WorkflowJob {
  const entries = entriesIn(reader, entry);
  const { lines } = reader.document.source;
  const end = lines.lineEnd(lines.positionAt(entry.valueRange.end).line);
  const steps: WorkflowStep[] = [];
  const job: WorkflowJob = {
    workflow,
    id: safeName(entry.key),
    idRange: entry.keyRange,
    range: range(entry.valueRange.start, entry.inFlow ? entry.valueRange.end : end),
    entries,
    permissions: readPermissions(reader, entryNamed(entries, 'permissions')),
    env: readMap(reader, entryNamed(entries, 'env')),
    steps,
    uses: textOf(entryNamed(entries, 'uses')),
  };
  steps.push(...readSteps(reader, job, entryNamed(entries, 'steps'), false));
  return job;
}

/** `parallel` steps hold no `parallel` steps, so `nested` ends it, aliases in a circle included. */
function readSteps(
  reader: Reader,
  job: WorkflowJob,
  list: YamlEntry | undefined,
  nested: boolean,
): readonly WorkflowStep[] {
  if (reader.stepsLeft <= 0) return [];
  const items = childItems(reader.document, list).slice(0, reader.stepsLeft);
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
    uses: readAction(named('uses')),
    inputs: readMap(reader, named('with')),
    env: readMap(reader, named('env')),
    run: named('run'),
    condition: textOf(named('if')),
    shared: item.shared,
    parallel: nested ? [] : readSteps(reader, job, named('parallel'), true),
  };
}

/** A map of names to scalars; `undefined` for an expression, for null and for everything else that is no map. */
function readMap(reader: Reader, holder: YamlEntry | undefined): EntryMap | undefined {
  if (!holder || !isMap(holder.node)) return undefined;
  return {
    holder,
    entries: entriesIn(reader, holder),
    flow: holder.node.flow === true,
    shared: holder.shared,
  };
}

function readPermissions(reader: Reader, holder: YamlEntry | undefined): Permissions | undefined {
  if (!holder) return undefined;
  const map = readMap(reader, holder);
  if (map) return map.entries.length > 0 ? { form: 'map', map } : { form: 'none', holder };
  const text = textOf(holder);
  return text === 'read-all' || text === 'write-all' ? { form: text, holder } : { form: 'unknown', holder };
}

function readAction(entry: YamlEntry | undefined): ActionReference | undefined {
  const text = textOf(entry);
  if (entry?.scalar === undefined || text === undefined) return undefined;
  const place = entry.scalar.range;
  if (/^(?:\.\.?\/|docker:\/\/)/u.test(text)) return { action: text, ref: '', range: place };
  const at = text.indexOf('@');
  const name = at === -1 ? text : text.slice(0, at);
  const [owner = '', repository = '', ...path] = name.split('/');
  const action = [owner.toLowerCase(), repository.toLowerCase(), ...path].join('/');
  return { action, ref: at === -1 ? '' : text.slice(at + 1), range: place };
}

function textOf(entry: YamlEntry | undefined): string | undefined {
  return entry?.scalar && readText(entry.scalar.text, (text) => text.trim());
}
