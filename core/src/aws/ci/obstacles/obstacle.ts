import type { SafeText } from '../../../secret/safe-text.ts';
import type { Range } from '../../../text/range.ts';
import type { CredentialSet } from '../../credential-set.ts';
import type { Workflow, WorkflowJob } from '../workflow.ts';

/** What stands in the way of a rewrite to OIDC. */
type ObstacleId =
  | 'unreadable-file'
  | 'not-github'
  | 'generated-file'
  | 'aliases'
  | 'custom-tag'
  | 'steps-in-brackets'
  | 'pull-request-target'
  | 'workflow-run-checkout'
  | 'reusable-workflow'
  | 'calls-workflow'
  | 's3-compatible'
  | 'dummy-keys'
  | 'dynamic-secret'
  | 'several-identities'
  | 'computed-value'
  | 'secret-gate'
  | 'script-keys'
  | 'container-environment'
  | 'other-partition'
  | 'parallel-steps'
  | 'old-action'
  | 'oidc-switched-off'
  | 'bare-role-name'
  | 'external-id'
  | 'session-tags'
  | 'long-session'
  | 'no-session-token'
  | 'build-secrets'
  | 'keys-passed-on'
  | 'self-hosted'
  | 'fork-pull-requests'
  | 'lost-session-tags'
  | 'shorter-session';

/** A reason: the rest of a sentence that begins with "because", without a full stop. */
export interface Obstacle {
  readonly id: ObstacleId;
  readonly reason: SafeText;
  /** Where it stands, if it is one place. */
  readonly range?: Range;
}

/** What an obstacle is looked for in: a job with the credentials that reach it. */
export interface ObstacleContext {
  readonly workflow: Workflow;
  readonly job: WorkflowJob;
  readonly sets: readonly CredentialSet[];
}

/** Looks for one obstacle. */
export type ObstacleCheck = (context: ObstacleContext) => Obstacle | undefined;
