import { localPath } from '../aws/ci/local-path.ts';
import { effectiveIdToken, effectiveScopes, type Access, type IdToken } from '../aws/ci/permissions.ts';
import { usesGithubToken } from '../aws/ci/github-token-use.ts';
import { allSteps } from '../aws/ci/steps.ts';
import { textBeside } from '../aws/ci/text-beside.ts';
import { tokenStepOf } from '../aws/ci/token-use.ts';
import type { WorkflowJob } from '../aws/ci/workflow.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';
import { oidcRolesIn } from './oidc-roles.ts';

/** What the other files of a repository can know of a workflow or of an action in it. */
export interface RepositoryFile {
  /** As `uses:` names it: `./.github/workflows/deploy.yml`, `./actions/aws`. */
  readonly path: string;
  readonly document: KeylessDocument;
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
  readonly asks: Range | undefined;
  /** Files of the repository that it uses in its turn. */
  readonly uses: readonly string[];
  /** The scopes that its own file asks for; `undefined` where it takes what the caller has, or says `…-all`. */
  readonly scopes: Readonly<Record<string, Access>> | undefined;
  /** It may need more of the caller's token than to read the repository. */
  readonly usesToken: boolean;
}

/** The same as long as a file does not change, so that it can be told whether anything does. */
const FILES = new WeakMap<DocumentModel, RepositoryFile>();

/** Makes a fact of a parsed file. `undefined` for one that is neither a workflow nor a composite action. */
export function repositoryFileOf(path: string, model: DocumentModel): RepositoryFile | undefined {
  const known = FILES.get(model);
  if (known?.path === path) return known;
  const workflow = model.workflow ?? model.action;
  if (!workflow) return undefined;
  const beside = textBeside(workflow);
  const jobs = workflow.parts.map((job) => jobFactsOf(job, beside));
  const file: RepositoryFile = {
    path,
    document: model.document,
    roles: workflow.kind === 'workflow' ? jobs.flatMap(({ roles }) => roles) : [],
    uses: [...new Set(jobs.flatMap(({ uses }) => uses))],
    jobs: workflow.reusable ? workflow.parts.map(calledJob) : [],
  };
  FILES.set(model, file);
  return file;
}

/** What of a job depends on its own text and on what stands beside the jobs. */
interface JobFacts extends Pick<RepositoryFile, 'roles' | 'uses'> {
  readonly beside: string;
}

const FACTS = new WeakMap<object, JobFacts>();

function jobFactsOf(job: WorkflowJob, beside: string): JobFacts {
  const known = job.identity && FACTS.get(job.identity);
  if (known?.beside === beside) return known;
  const facts: JobFacts = { beside, roles: oidcRolesIn(job), uses: usesOf(job) };
  if (job.identity) FACTS.set(job.identity, facts);
  return facts;
}

/** The files of the repository that a job uses: a workflow that it calls, or actions in its steps. */
export function usesOf(job: WorkflowJob): readonly string[] {
  const all = [job.uses, ...allSteps(job).map((step) => step.uses?.action)];
  return [...new Set(all.flatMap((uses) => (uses === undefined ? [] : (localPath(uses) ?? []))))];
}

function calledJob(job: WorkflowJob): CalledJob {
  const { permissions, listed } = effectiveScopes(job);
  const isListed = permissions?.form === 'map' || permissions?.form === 'none';
  const step = tokenStepOf(job);
  return {
    id: job.id,
    idToken: effectiveIdToken(job),
    asks: step?.uses?.range ?? step?.range,
    uses: usesOf(job),
    scopes: isListed ? Object.fromEntries(listed) : undefined,
    usesToken: usesGithubToken(job),
  };
}
