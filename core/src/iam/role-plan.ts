import { childEntries, entryNamed } from '../documents/yaml/path.ts';
import { inputOf } from '../aws/ci/credentials-action.ts';
import type { GitlabPipeline } from '../aws/ci/gitlab-pipeline.ts';
import type { GitRemote } from '../aws/ci/git-remote.ts';
import { githubProvider, githubServer, gitlabProvider } from '../aws/ci/oidc-provider.ts';
import { allSteps } from '../aws/ci/steps.ts';
import { parseRoleArn } from '../aws/arn.ts';
import { LONGEST_SESSION } from '../aws/duration.ts';
import { openText } from '../documents/yaml/scalars.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { trusts } from './evaluate-trust.ts';
import { subjectEnds } from './github-subjects.ts';
import { literalSubject, trustPolicy, type Trust } from './trust-policy.ts';

/** What a role for a repository is worked out from. */
export interface RolePlanInput {
  readonly remote: GitRemote;
  readonly defaultBranch: string;
  /** The workflows or the pipeline of the repository. */
  readonly models: readonly DocumentModel[];
}

/** A role that the jobs of a repository may assume, and nobody else. */
export interface RolePlan {
  readonly trust: Trust;
  readonly roleName: string;
  /** In seconds: what the jobs ask for, an hour at least. */
  readonly maxSessionDuration: number;
  /** What a person should know or fill in; full sentences without a stop. */
  readonly notes: readonly SafeText[];
}

/** Stands where the account is not known. */
export const ACCOUNT_ID = 'ACCOUNT_ID';
/** Stand-ins for what no file of the repository tells. */
const OWNER_ID = 'OWNER_ID';
const REPOSITORY_ID = 'REPOSITORY_ID';
const ONE_HOUR = 3600;
const LONGEST_ROLE_NAME = 64;

/**
 * Works out a role for a repository from its CI files. The policy is tried out before it is given away: it has to trust
 * each of its own subjects, and none of another repository, audience or provider.
 */
export function planRole({ remote, defaultBranch, models }: RolePlanInput): RolePlan {
  const pipeline = models.find((model) => model.pipeline)?.pipeline;
  const isGithub = models.some((model) => model.workflow) || !pipeline;
  const { partition, accountId } = placeOf(models);
  const provider = isGithub
    ? githubProvider(remote, partition)
    : gitlabProvider(remote, audienceOf(pipeline));
  const { subjects, notes } = isGithub
    ? githubTrust(remote, defaultBranch, models)
    : gitlabTrust(remote, defaultBranch);
  const trust: Trust = { provider, partition, accountId, subjects };
  if (!isSound(trust)) throw new Error('The trust policy does not hold what it promises');
  return {
    trust,
    roleName: `${provider.system}-${remote.path.split('/').at(-1) ?? ''}`
      .replaceAll(/[^\w+=,.@-]/gu, '-')
      .slice(0, LONGEST_ROLE_NAME),
    maxSessionDuration: longestSession(models),
    notes,
  };
}

interface Subjects {
  readonly subjects: Trust['subjects'];
  readonly notes: readonly SafeText[];
}

/**
 * Repositories made or renamed since July 2026 have the numbers of owner and repository in their subjects, so that
 * nobody can take over a name; each subject is given in both forms.
 */
function githubTrust(remote: GitRemote, defaultBranch: string, models: readonly DocumentModel[]): Subjects {
  const found = models.flatMap(({ workflow }) => (workflow ? [subjectEnds(workflow, defaultBranch)] : []));
  const ends = [...new Set(found.flatMap((one) => one.ends))].sort();
  const notes = [...new Set(found.flatMap((one) => one.notes))];
  const [owner = '', name = ''] = remote.path.split('/');
  const forms = (end: string): readonly [string, string] => [
    `repo:${owner}/${name}:${end}`,
    `repo:${owner}@${OWNER_ID}/${name}@${REPOSITORY_ID}:${end}`,
  ];
  const [first, ...others] = ends.length > 0 ? ends : [`ref:refs/heads/${literalSubject(defaultBranch)}`];
  return {
    subjects: [...forms(first ?? ''), ...others.flatMap(forms)],
    notes: [
      ...serverNotes(remote),
      ...(ends.length === 0 ? [safe`No job assumes a role yet, so the default branch is trusted`] : []),
      ...notes,
      safe`GitHub's API tells OWNER_ID and REPOSITORY_ID; delete the subjects with them if the repository has the older form`,
      safe`Delete the subjects without numbers once the repository has the newer form`,
    ],
  };
}

/**
 * What the remote leaves open of the server, and what a server of one's own needs.
 * https://docs.github.com/en/enterprise-server/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
function serverNotes(remote: GitRemote): readonly SafeText[] {
  const server = githubServer(remote);
  if (server.type === 'unknown') {
    const host = safeName(server.host);
    return server.why === 'alias'
      ? [
          safe`Only your SSH configuration knows the server ${host}, so that github.com is taken for it: GHE.com and Enterprise Servers have other issuers`,
        ]
      : [
          safe`${host} runs no GitHub workflows, so that github.com is taken for the server: owner and name of the repository may be others there`,
        ];
  }
  if (server.type !== 'enterprise-server') return [];
  const issuer = safe`https://${safeName(server.host)}/_services/token`;
  return [
    safe`The remote is taken for a GitHub Enterprise Server: AWS has to reach ${issuer}/.well-known/openid-configuration and ${issuer}/.well-known/jwks`,
    safe`A certificate that no public authority has signed takes its thumbprint in the provider, too`,
    safe`Workflows find aws-actions/configure-aws-credentials there through GitHub Connect, or as a copy on the server`,
  ];
}

function gitlabTrust({ path }: GitRemote, defaultBranch: string): Subjects {
  return {
    subjects: [`project_path:${path}:ref_type:branch:ref:${literalSubject(defaultBranch)}`],
    notes: [
      safe`Only the default branch is trusted: add a subject for each other branch or tag that deploys`,
    ],
  };
}

/** The account and partition of roles that are assumed already. */
function placeOf(models: readonly DocumentModel[]): Pick<Trust, 'partition' | 'accountId'> {
  for (const { workflow } of models) {
    for (const step of workflow?.jobs.flatMap(allSteps) ?? []) {
      const role = parseRoleArn(inputOf(step, 'role-to-assume') ?? '');
      if (role) return { partition: role.partition, accountId: role.accountId };
    }
  }
  const isChina = models.some(({ document }) => /\bcn-(?:north|northwest)-\d\b/u.test(document.source.text));
  return { partition: isChina ? 'aws-cn' : 'aws', accountId: ACCOUNT_ID };
}

function longestSession(models: readonly DocumentModel[]): number {
  const asked = models
    .flatMap(({ workflow }) => workflow?.jobs.flatMap(allSteps) ?? [])
    .map((step) => Number.parseInt(inputOf(step, 'role-duration-seconds') ?? '', 10) || 0);
  return Math.min(LONGEST_SESSION, Math.max(ONE_HOUR, ...asked));
}

function audienceOf({ jobs, document }: GitlabPipeline): string | undefined {
  const tokens = jobs.flatMap((job) => childEntries(document, entryNamed(job.entries, 'id_tokens')));
  return tokens
    .map((token) => openText(entryNamed(childEntries(document, token), 'aud')))
    .find((audience) => audience !== undefined && !audience.includes('$'));
}

/** Tries the policy out on tokens that it is for and on tokens that it is not for. */
function isSound(trust: Trust): boolean {
  const { provider, subjects } = trust;
  const policy = trustPolicy(trust);
  const token = (sub: string, aud: string = provider.audience, issuer: string = provider.host): boolean =>
    trusts(policy, { issuer, aud, sub });
  return subjects.every((subject) => {
    const own = subject.replaceAll(/\$\{([*?$])\}/gu, '$1');
    const foreign = own.replace(/^(repo:|project_path:)/u, '$1x');
    return (
      token(own) && !token(foreign) && !token(own, 'other') && !token(own, provider.audience, 'example.com')
    );
  });
}
