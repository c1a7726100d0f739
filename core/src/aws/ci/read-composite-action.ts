import { isMap } from 'yaml';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { entriesOf, entryNamed, rootOf } from '../../documents/yaml/path.ts';
import { safe } from '../../secret/safe-text.ts';
import { range } from '../../text/range.ts';
import { LazyWorkflow } from './lazy-workflow.ts';
import { createReader, entriesIn, readSteps, textOf } from './read-step.ts';
import type { Workflow, WorkflowJob, WorkflowStep } from './workflow.ts';

/**
 * Reads the steps of a composite action as a workflow with one job. `undefined` for actions that run a program or an
 * image, and for everything that is no action.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs-for-composite-actions
 */
export function readCompositeAction(document: YamlDocument): Workflow | undefined {
  const reader = createReader(document);
  const runs = entryNamed(entriesOf(document, rootOf(document)), 'runs');
  const entries = isMap(runs?.node) ? entriesIn(reader, runs) : [];
  if (!runs || textOf(entryNamed(entries, 'using')) !== 'composite') return undefined;
  const jobs: WorkflowJob[] = [];
  const workflow = new LazyWorkflow({
    kind: 'action',
    server: 'github',
    document,
    triggers: new Map(),
    reusable: true,
    permissions: undefined,
    env: undefined,
    parts: jobs,
    outer: [],
    between: [range(0, document.source.text.length)],
  });
  const steps: WorkflowStep[] = [];
  const job: WorkflowJob = {
    workflow,
    identity: undefined,
    extent: range(0, 0),
    pair: undefined,
    id: safe`runs`,
    idRange: runs.keyRange,
    range: range(runs.valueRange.start, runs.valueRange.end),
    entries,
    permissions: undefined,
    env: undefined,
    steps,
    uses: undefined,
  };
  jobs.push(job);
  steps.push(...readSteps(reader, job, entryNamed(entries, 'steps'), false));
  return workflow;
}
