import type { CredentialsInput } from '../../../aws/ci/credentials-inputs.ts';
import type { PipelineSetting } from '../../../aws/ci/pipeline-settings.ts';
import type { Workflow, WorkflowJob, WorkflowStep } from '../../../aws/ci/workflow.ts';
import type { Range } from '../../../text/range.ts';

/** A target and the text that it stands in. */
export interface PlacedTarget {
  readonly about: CiTarget;
  readonly range: Range;
}

/** What of a CI file a hover is about. */
export type CiTarget =
  /** Permissions of a job, or those that a workflow gives to its jobs. */
  | { readonly type: 'permissions'; readonly of: WorkflowJob | Workflow }
  | { readonly type: 'scope'; readonly scope: string; readonly of: WorkflowJob | Workflow }
  /** A job by its name, or the workflow that it calls. */
  | { readonly type: 'job'; readonly job: WorkflowJob }
  | { readonly type: 'credentials-action'; readonly step: WorkflowStep }
  | { readonly type: 'input'; readonly step: WorkflowStep; readonly input: CredentialsInput }
  | { readonly type: 'variable'; readonly name: string; readonly seenFrom: VariableView }
  /** `part`: the whole of `id_tokens`, one of its tokens, or whom that is for. */
  | { readonly type: 'gitlab-token'; readonly part: 'all' | 'token' | 'audience' }
  | { readonly type: 'bitbucket-token' }
  | { readonly type: 'pipeline-setting'; readonly setting: PipelineSetting };

/** Who sees a variable. */
export type VariableView =
  | { readonly level: 'step'; readonly step: WorkflowStep }
  | { readonly level: 'job'; readonly job: WorkflowJob }
  | { readonly level: 'workflow'; readonly workflow: Workflow }
  /** A file of another CI system, of which no more is told than what a variable is for. */
  | { readonly level: 'pipeline' };
