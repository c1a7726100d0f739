import type { ParsedPair } from '../../documents/yaml/extent.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import type { SafeText } from '../../secret/safe-text.ts';
import type { Range } from '../../text/range.ts';

/**
 * A GitHub Actions workflow as GitHub reads it, with the places of everything that a rule or a rewrite touches. A
 * composite action is read as one too: it has a single job, which gets its permissions and variables from whoever uses
 * the action.
 */
export interface Workflow {
  readonly kind: 'workflow' | 'action';
  /** Forgejo and Gitea read the same files, but give out tokens by a switch of their own instead of `permissions`. */
  readonly server: 'github' | 'forgejo';
  readonly document: YamlDocument;
  /** The events under `on:`, in their three spellings (string, list, map), with the places of their names. */
  readonly triggers: ReadonlyMap<string, Range>;
  /** Whether others can call this one (`workflow_call`, or an action): callers then limit its permissions. */
  readonly reusable: boolean;
  readonly permissions: Permissions | undefined;
  readonly env: EntryMap | undefined;
  /** All jobs. Who asks is taken to look at the whole file. */
  readonly jobs: readonly WorkflowJob[];
  /** The same for those who look at each by itself, which is noted by nobody. */
  readonly parts: readonly WorkflowJob[];
  /** The keys beside `jobs`. */
  readonly outer: readonly YamlEntry[];
  /** What of the text belongs to no job; all of it where jobs share values through aliases. */
  readonly between: readonly Range[];
  /** What the workflow tells as a whole; looked for when it is first asked for. */
  readonly gates: WorkflowGates;
}

/** What the whole text of a workflow tells: what decides whether parts of it run, who uses its token, what it speaks of. */
export interface WorkflowGates {
  /** What conditions, comparisons and choices read, e.g. `SECRETS.KEY` and `ENV.AWS_ACCESS_KEY_ID`. */
  readonly names: ReadonlySet<string>;
  /** A script asks whether AWS keys are set: `test -n "$AWS_ACCESS_KEY_ID"`. */
  readonly testsKeys: boolean;
  /** The file names GITHUB_TOKEN somewhere. */
  readonly namesToken: boolean;
  /** A step gives inputs to AWS's credentials action. */
  readonly givesInputs: boolean;
  /** At least half of the actions are pinned to commits. */
  readonly pinsActions: boolean;
  /** The parts of a key that the file speaks of, in whatever words. */
  readonly mentions: ReadonlySet<KeyMention>;
  /** The secrets and variables that its access key ids for AWS come from, or their roles: `SECRETS.PROD_KEY`. */
  readonly identities: ReadonlySet<string>;
  /** Jobs with the workflow's permissions that are not known to use AWS. */
  readonly bystanders: ReadonlySet<WorkflowJob>;
}

export type KeyMention = 'id' | 'secret' | 'token';

export interface WorkflowJob {
  readonly workflow: Workflow;
  /** Equal for a job that was taken over from another version of the file; `undefined` where jobs share values. */
  readonly identity: object | undefined;
  /** All that stands from the job's key to the next one's, comments included. */
  readonly extent: Range;
  /** The job's key and map; `undefined` where jobs share values. */
  readonly pair: ParsedPair | undefined;
  readonly id: SafeText;
  /** The job's key. */
  readonly idRange: Range;
  /** The job's map, from its first key to the end of its last line. */
  readonly range: Range;
  /** Offsets and columns of the job's own keys (`runs-on`, `permissions`, `env`, `steps`, `uses` …). */
  readonly entries: readonly YamlEntry[];
  readonly permissions: Permissions | undefined;
  readonly env: EntryMap | undefined;
  readonly steps: readonly WorkflowStep[];
  /** The reusable workflow that the job calls instead of having steps. */
  readonly uses: string | undefined;
}

export interface WorkflowStep {
  readonly job: WorkflowJob;
  /** Place in the list that holds the step: the job's, or that of a `parallel` step. */
  readonly index: number;
  /** From the `-` to the end of the step's last line. */
  readonly range: Range;
  /** Column of the `-`, in UTF-16 units; of the step's first character where the list is written in brackets. */
  readonly dashColumn: number;
  readonly entries: readonly YamlEntry[];
  readonly name: string | undefined;
  readonly uses: ActionReference | undefined;
  readonly inputs: EntryMap | undefined;
  readonly env: EntryMap | undefined;
  readonly run: YamlEntry | undefined;
  readonly condition: string | undefined;
  /** The step comes through an alias or stands in a node that aliases stand for: an edit would change other places. */
  readonly shared: boolean;
  /** The steps of a `parallel:` list, which is a step of its own; they are no members of the job's list. */
  readonly parallel: readonly WorkflowStep[];
}

/**
 * `owner/name/path@ref`; owner and name are lower-cased, because GitHub ignores their case. Local actions (`./x`) and
 * images (`docker://x`) have no `ref`.
 */
export interface ActionReference {
  readonly action: string;
  readonly ref: string;
  readonly range: Range;
  /** The version that a comment behind it names: `@8df58475… # v6.0.0`. */
  readonly comment: string | undefined;
}

/** A map of names to scalars: `env:`, `with:`, `secrets:`. */
export interface EntryMap {
  /** The pair that holds the map, key included: what goes when the map becomes empty (a null map is an error). */
  readonly holder: YamlEntry;
  readonly entries: readonly YamlEntry[];
  readonly flow: boolean;
  /** An alias or an anchored node: an edit would change other places. */
  readonly shared: boolean;
}

/** A `permissions:` key. Specifying any scope sets all others to none. */
export type Permissions =
  | { readonly form: 'map'; readonly map: EntryMap }
  /** `{}`: no permission at all. */
  | { readonly form: 'none'; readonly holder: YamlEntry }
  | { readonly form: 'read-all' | 'write-all'; readonly holder: YamlEntry }
  /** Something GitHub rejects, or an alias that cannot be followed. */
  | { readonly form: 'unknown'; readonly holder: YamlEntry };
