import type { OrbDuration } from '../aws/ci/orb-duration.ts';
import type { WorkflowJob, WorkflowStep } from '../aws/ci/workflow.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import type { SessionLimit } from '../aws/iac/template.ts';
import type { CiScript } from '../aws/credentials/ci-script.ts';
import type { DotenvAssignment } from '../documents/dotenv/nodes.ts';
import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';

/**
 * What a rule wants to see. The engine walks a document once and calls the handlers of all rules in document order. Of a
 * workflow it shows one job after the other, with the steps, scripts and credentials in it, and calls the handlers again
 * only for jobs about which something else might be said: a rule remembers nothing from one job for the next. What stands in
 * no job is shown each time, with the document's end.
 */
export interface Visitor {
  /** Parts of a static credential that stand together: in a profile, a `.env`, an `env:` map, an action's inputs. */
  readonly credentialSet?: (set: CredentialSet) => void;
  readonly section?: (section: IniSection) => void;
  readonly entry?: (entry: IniEntry, section: IniSection) => void;
  /** Entries that are not `isFlawless`, for a rule that minds how a line is written: they are few. */
  readonly flawedEntry?: (entry: IniEntry, section: IniSection) => void;
  /** The lower-cased names of the entries that `entry` wants to see; all of them where this is left out. */
  readonly entryNames?: readonly string[];
  readonly assignment?: (assignment: DotenvAssignment) => void;
  readonly job?: (job: WorkflowJob) => void;
  /** Steps of workflows and of composite actions. */
  readonly step?: (step: WorkflowStep) => void;
  /** How long a role or permission set of a CloudFormation template lets its sessions last. */
  readonly sessionLimit?: (limit: SessionLimit) => void;
  /** How long a step of CircleCI's orb for the AWS CLI asks to have a role. */
  readonly orbDuration?: (duration: OrbDuration) => void;
  /** Commands of every CI system. */
  readonly script?: (script: CiScript) => void;
  readonly documentEnd?: () => void;
}
