import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedPair } from '../../documents/yaml/extent.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { childEntries, childItems, entriesOf, entryNamed, rootOf } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { range, type Range } from '../../text/range.ts';
import type { Witness } from '../witness.ts';
import { LazyWorkflow, type WorkflowInit } from './lazy-workflow.ts';
import { readPermissions } from './read-permissions.ts';
import { createReader, entriesIn, readMap, type Reader } from './read-step.ts';
import { ReadJob, type JobPlace } from './workflow-job.ts';
import type { Workflow, WorkflowJob } from './workflow.ts';

/** Where the files of Forgejo and Gitea are. */
const OTHER_SERVER = /[/\\]\.(?:forgejo|gitea)[/\\]workflows[/\\]/u;

/**
 * Reads a GitHub Actions workflow: its first document, with anchors and aliases followed as GitHub does.
 * `undefined` where the text is no workflow, that is, has no map of jobs. `witness` is told who looks at more than a job.
 */
export function readWorkflow(document: YamlDocument, witness?: Witness): Workflow | undefined {
  const reader = createReader(document);
  const root = entriesOf(document, rootOf(document));
  const jobs = entryNamed(root, 'jobs');
  if (!jobs || !isMap(jobs.node)) return undefined;
  const places = jobPlaces(reader, jobs, root);
  const triggers = readTriggers(reader, root);
  const parts: WorkflowJob[] = [];
  const init: WorkflowInit = {
    kind: 'workflow',
    server: OTHER_SERVER.test(document.uri) ? 'forgejo' : 'github',
    document,
    triggers,
    reusable: triggers.has('workflow_call'),
    permissions: readPermissions(reader, entryNamed(root, 'permissions')),
    env: readMap(reader, entryNamed(root, 'env')),
    parts,
    outer: root.filter((entry) => entry !== jobs),
    between: isSharing(reader) ? [range(0, document.source.text.length)] : between(places, document),
  };
  const workflow = new LazyWorkflow(init, witness);
  for (const place of places) parts.push(new ReadJob(reader, workflow, place));
  // Steps are counted in the order in which they stand.
  if (isSharing(reader)) for (const job of parts) job.steps.at(0);
  return workflow;
}

/** Whether aliases may bring a part of one job to another. */
function isSharing({ children }: Reader): boolean {
  return children !== undefined;
}

function jobPlaces(reader: Reader, jobs: YamlEntry, root: readonly YamlEntry[]): readonly JobPlace[] {
  const entries = entriesIn(reader, jobs);
  const pairs = isSharing(reader) ? [] : pairsOf(jobs);
  const behind = root.find(({ keyRange }) => keyRange.start > jobs.keyRange.start)?.keyRange.start;
  return entries.flatMap((entry, index) => {
    if (!isMap(entry.node)) return [];
    const next = entries[index + 1]?.keyRange.start ?? behind ?? reader.document.source.text.length;
    return [{ entry, extent: range(entry.keyRange.start, next), pair: pairs[index] }];
  });
}

/** The pairs of a map without merge keys, in the order of its entries. */
function pairsOf({ node }: YamlEntry): readonly ParsedPair[] {
  return isMap(node) ? (node.items as ParsedPair[]).filter(({ key }) => isScalar(key)) : [];
}

function between(places: readonly JobPlace[], { source }: YamlDocument): readonly Range[] {
  const ends = [0, ...places.map(({ extent }) => extent.end)];
  const starts = [...places.map(({ extent }) => extent.start), source.text.length];
  return starts.flatMap((end, index) => {
    const start = ends[index] ?? end;
    return start < end ? [range(start, end)] : [];
  });
}

function readTriggers({ document }: Reader, root: readonly YamlEntry[]): ReadonlyMap<string, Range> {
  // A reader of YAML 1.1 would make `true` of the key; people who know that quote it or write `true`.
  const on = entryNamed(root, 'on') ?? entryNamed(root, 'true');
  if (!on) return new Map();
  if (isMap(on.node)) return new Map(childEntries(document, on).map(({ key, keyRange }) => [key, keyRange]));
  const named = isSeq(on.node) ? childItems(document, on) : [{ scalar: on.scalar, range: on.valueRange }];
  return new Map(
    named.flatMap((one) => {
      const name = one.scalar && readText(one.scalar.text, (text) => text.trim());
      return name === undefined || name === '' ? [] : [[name, one.scalar?.range ?? one.range] as const];
    }),
  );
}
