import { localPath } from '../aws/ci/local-path.ts';
import { effectiveIdToken, effectiveScopes, type Access, type IdToken } from '../aws/ci/permissions.ts';
import { usesGithubToken } from '../aws/ci/github-token-use.ts';
import { allSteps } from '../aws/ci/steps.ts';
import { textBeside } from '../aws/ci/text-beside.ts';
import { tokenStepOf } from '../aws/ci/token-use.ts';
import type { Workflow, WorkflowJob } from '../aws/ci/workflow.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { once } from '../model/lazy.ts';
import type { SafeText } from '../secret/safe-text.ts';
import { placeIn, type FilePlace } from '../text/file-place.ts';
import { oidcRolesIn } from './oidc-roles.ts';

/** What the other files of a repository can know of a workflow or of an action in it. */
export interface RepositoryFile {
  /** As `uses:` names it: `./.github/workflows/deploy.yml`, `./actions/aws`. */
  readonly path: string;
  /** The roles that it assumes by OIDC, as written, each step's once. */
  readonly roles: readonly SafeText[];
  /** Files of the repository that it uses. */
  readonly uses: readonly string[];
  /** The jobs of a workflow that others can call, or the steps of an action as one job; else none. */
  readonly jobs: readonly CalledJob[];
}

/** A job as its caller sees it. */
export interface CalledJob {
  readonly id: SafeText;
  readonly idToken: IdToken;
  /** The step that asks for an OIDC token for AWS. */
  readonly asks: FilePlace | undefined;
  /** Files of the repository that it uses in its turn. */
  readonly uses: readonly string[];
  /** The scopes that its own file asks for; `undefined` where it takes what the caller has, or says `…-all`. */
  readonly scopes: Readonly<Record<string, Access>> | undefined;
  /** It may need more of the caller's token than to read the repository. */
  readonly usesToken: boolean;
}

/**
 * Makes a fact of a parsed file: once a version, because by the object it is told whether anything has changed.
 * `undefined` for a file that is neither a workflow nor a composite action.
 */
export function repositoryFileOf(path: string, model: DocumentModel): RepositoryFile | undefined {
  const workflow = model.workflow ?? model.action;
  return workflow && new FileOfRepository(path, workflow);
}

/**
 * Most files are the only one of their repository, or no other one calls them: what is not asked for is not looked for.
 * It holds its file meanwhile.
 */
class FileOfRepository implements RepositoryFile {
  readonly path: string;
  readonly #roles: () => RepositoryFile['roles'];
  readonly #uses: () => RepositoryFile['uses'];
  readonly #jobs: () => RepositoryFile['jobs'];

  constructor(path: string, workflow: Workflow) {
    const { document, parts, kind, reusable } = workflow;
    this.path = path;
    const beside = once(() => textBeside(workflow));
    const roles = (job: WorkflowJob) => factOf(ROLES, job, beside(), oidcRolesIn);
    const uses = (job: WorkflowJob) => factOf(USES, job, beside(), usesOf);
    this.#roles = once(() => (kind === 'workflow' ? parts.flatMap(roles) : []));
    this.#uses = once(() => [...new Set(parts.flatMap(uses))]);
    this.#jobs = once(() => (reusable ? parts.map((job) => calledJob(job, document)) : []));
  }

  get roles(): RepositoryFile['roles'] {
    return this.#roles();
  }

  get uses(): RepositoryFile['uses'] {
    return this.#uses();
  }

  get jobs(): RepositoryFile['jobs'] {
    return this.#jobs();
  }
}

/** What is told of a job depends on its own text and on what stands beside the jobs. */
interface JobFact<Value> {
  readonly beside: string;
  readonly value: Value;
}

type JobFacts<Value> = WeakMap<object, JobFact<Value>>;

const ROLES: JobFacts<readonly SafeText[]> = new WeakMap();
const USES: JobFacts<readonly string[]> = new WeakMap();

function factOf<Value>(
  facts: JobFacts<Value>,
  job: WorkflowJob,
  beside: string,
  make: (job: WorkflowJob) => Value,
): Value {
  const known = job.identity && facts.get(job.identity);
  if (known?.beside === beside) return known.value;
  const value = make(job);
  if (job.identity) facts.set(job.identity, { beside, value });
  return value;
}

/** The files of the repository that a job uses: a workflow that it calls, or actions in its steps. */
export function usesOf(job: WorkflowJob): readonly string[] {
  const all = [job.uses, ...allSteps(job).map((step) => step.uses?.action)];
  return [...new Set(all.flatMap((uses) => (uses === undefined ? [] : (localPath(uses) ?? []))))];
}

function calledJob(job: WorkflowJob, document: KeylessDocument): CalledJob {
  const { permissions, listed } = effectiveScopes(job);
  const isListed = permissions?.form === 'map' || permissions?.form === 'none';
  const step = tokenStepOf(job);
  const asks = step && (step.uses?.range ?? step.range);
  return {
    id: job.id,
    idToken: effectiveIdToken(job),
    asks: asks && placeIn(document, asks),
    uses: usesOf(job),
    scopes: isListed ? Object.fromEntries(listed) : undefined,
    usesToken: usesGithubToken(job),
  };
}
