import { isMap, isSeq } from 'yaml';
import type { YamlDocument, YamlEntry } from '../../documents/yaml/nodes.ts';
import { childEntries, childItems, entriesOf, entryNamed, rootOf } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { safeName } from '../../secret/safe-text.ts';
import { range, type Range } from '../../text/range.ts';
import { readGates } from './gates.ts';
import { createReader, entriesIn, readMap, readSteps, textOf, type Reader } from './read-step.ts';
import type { Permissions, Workflow, WorkflowGates, WorkflowJob, WorkflowStep } from './workflow.ts';

/** Where the files of Forgejo and Gitea are. */
const OTHER_SERVER = /[/\\]\.(?:forgejo|gitea)[/\\]workflows[/\\]/u;

/**
 * Reads a GitHub Actions workflow: its first document, with anchors and aliases followed as GitHub does.
 * `undefined` where the text is no workflow, that is, has no map of jobs.
 */
export function readWorkflow(document: YamlDocument): Workflow | undefined {
  const reader = createReader(document);
  const root = entriesOf(document, rootOf(document));
  const jobs = entryNamed(root, 'jobs');
  if (!isMap(jobs?.node)) return undefined;
  const triggers = readTriggers(reader, root);
  const all: WorkflowJob[] = [];
  let gates: WorkflowGates | undefined;
  const workflow: Workflow = {
    kind: 'workflow',
    server: OTHER_SERVER.test(document.uri) ? 'forgejo' : 'github',
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

function readPermissions(reader: Reader, holder: YamlEntry | undefined): Permissions | undefined {
  if (!holder) return undefined;
  const map = readMap(reader, holder);
  if (map) return map.entries.length > 0 ? { form: 'map', map } : { form: 'none', holder };
  const text = textOf(holder);
  return text === 'read-all' || text === 'write-all' ? { form: text, holder } : { form: 'unknown', holder };
}
