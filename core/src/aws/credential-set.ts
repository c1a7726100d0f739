import type { IniSection } from '../documents/ini/nodes.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { SecretValue } from '../secret/secret-value.ts';
import type { Range } from '../text/range.ts';
import type { KeyTarget } from './credentials/key-target.ts';
import type { CredentialPart } from './credential-names.ts';
import type { WorkflowJob, WorkflowStep } from './ci/workflow.ts';

/**
 * Where a credential's value comes from.
 * - `literal`: it stands there, or a stand-in for it (`placeholder`) does, because somebody is meant to paste one.
 * - `stored-secret`: the CI's secret store (`${{ secrets.X }}`, `${{ vars.X }}`, GitLab's `$NAME` of its settings).
 */
export type CredentialOrigin = 'literal' | 'placeholder' | 'stored-secret';

/** One key, variable or input that gives a part of a static credential. References and emulator values are none. */
export interface CredentialSite {
  readonly part: CredentialPart;
  readonly origin: CredentialOrigin;
  /** The key or variable as written, e.g. `aws_session_token`. */
  readonly name: SafeText;
  readonly keyRange: Range;
  /** What gets underlined: the value; the key where the value is empty or hidden in an expression. */
  readonly range: Range;
  readonly value: SecretValue;
  /** The line is commented out; only real key material is a site then. */
  readonly commentedOut: boolean;
  /** The file that a script writes it to, where it does. */
  readonly written?: KeyTarget;
  /** What is written is base64: of `value` alone, or of a file with it. */
  readonly encoded?: boolean;
}

/** The thing that holds the parts which belong together. */
export type CredentialOwner =
  | { readonly type: 'profile'; readonly section: IniSection }
  | { readonly type: 'env-file' }
  /** A map of environment variables of a GitHub workflow; `job` and `step` tell how far it reaches. */
  | { readonly type: 'workflow-env'; readonly job?: WorkflowJob; readonly step?: WorkflowStep }
  /** The `with:` of a step. */
  | { readonly type: 'action-inputs'; readonly job: WorkflowJob; readonly step: WorkflowStep }
  /** Commands of a script: `export AWS_…`, `aws configure set …`. */
  | { readonly type: 'script'; readonly job?: WorkflowJob; readonly step?: WorkflowStep }
  /** Any other map or list of variables in YAML. */
  | { readonly type: 'variables' };

/** Parts of a credential that stand in one place and belong together, in document order. */
export interface CredentialSet {
  readonly owner: CredentialOwner;
  /** For fingerprints and messages: `profile dev`, `AWS variables`, `job deploy`. */
  readonly label: SafeText;
  readonly sites: readonly CredentialSite[];
}
