import { readCompositeAction } from '../aws/ci/read-composite-action.ts';
import { readWorkflow } from '../aws/ci/read-workflow.ts';
import type { Workflow, WorkflowJob } from '../aws/ci/workflow.ts';
import type { CiScript } from '../aws/credentials/ci-script.ts';
import { createWorkflowScripts } from '../aws/credentials/workflow-scripts.ts';
import { createWorkflowSets } from '../aws/credentials/workflow-sets.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import { Witness } from '../aws/witness.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import { once } from './lazy.ts';

/** The views over a workflow or an action of GitHub's. */
export interface WorkflowViews {
  readonly witness: Witness;
  readonly workflow: () => Workflow | undefined;
  readonly action: () => Workflow | undefined;
  /** The credentials of a workflow; `undefined` for files that are none. */
  allSets(): readonly CredentialSet[] | undefined;
  setsIn(job: WorkflowJob | undefined): readonly CredentialSet[];
  scriptsIn(job: WorkflowJob): readonly CiScript[];
}

/** Makes each view when it is first asked for. */
export function createWorkflowViews(document: KeylessDocument): WorkflowViews {
  const witness = new Witness();
  const workflow = once(() =>
    document.kind === 'github-workflow' ? readWorkflow(document, witness) : undefined,
  );
  const action = once(() => (document.kind === 'github-action' ? readCompositeAction(document) : undefined));
  const sets = once(() => {
    const read = workflow();
    return read && createWorkflowSets(read);
  });
  const scripts = once(() => {
    const read = workflow() ?? action();
    return read && createWorkflowScripts(read);
  });
  return {
    witness,
    workflow,
    action,
    allSets: () => sets()?.all(),
    setsIn: (job) => {
      const found = sets()?.of(job) ?? [];
      if (!job && sets()?.dependOnJobs() === true) witness.sawAll();
      return found;
    },
    scriptsIn: (job) => scripts()?.of(job) ?? [],
  };
}
