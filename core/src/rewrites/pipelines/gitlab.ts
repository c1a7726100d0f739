import { commandUsesAws } from '../../aws/ci/aws-use.ts';
import { obstacleToGitlabOidc } from '../../aws/ci/gitlab-obstacles.ts';
import { commandsOf, jobAt, type GitlabJob, type GitlabPipeline } from '../../aws/ci/gitlab-pipeline.ts';
import { partOfVariable } from '../../aws/credential-names.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { appendPairs, deletePairs, insertPairsBefore, replacePair } from '../../documents/yaml/edits.ts';
import { insertTextsBefore } from '../../documents/yaml/item-edits.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { childEntries, entryNamed } from '../../documents/yaml/path.ts';
import type { NewPair } from '../../documents/yaml/render.ts';
import { openText, readText } from '../../documents/yaml/scalars.ts';
import { safe } from '../../secret/safe-text.ts';
import { allOrRefusal, type JobChange, type Refusal } from '../oidc/job-change.ts';
import type { OidcContext } from '../rewrite.ts';
import { mapAt, type YamlMap } from '../verify-yaml.ts';
import { identitiesIn, roleOf } from './gitlab-role.ts';
import type { PipelineRewrite } from './pipeline-rewrite.ts';

const TOKEN = 'GITLAB_OIDC_TOKEN';
const DEFAULT_AUDIENCE = 'https://gitlab.com';
/** One a job, and out of the folder from which artifacts are made. */
const TOKEN_FILE = '/tmp/web-identity-token-$CI_JOB_ID';
const SESSION_NAME = 'gitlab-$CI_PROJECT_ID-$CI_PIPELINE_ID';

const NOT_EDITABLE: Refusal = { refusal: safe`the job is not written in a way that can be edited safely` };

/**
 * Rewrites a GitLab job from keys in its variables to OIDC: GitLab gives it a token, a command writes that to a file,
 * and the AWS tools assume the role with it by themselves, again whenever the session ends.
 * https://docs.gitlab.com/ci/cloud_services/aws/
 */
export function gitlabToOidc(
  set: CredentialSet,
  pipeline: GitlabPipeline,
  { settings, once }: Pick<OidcContext, 'settings' | 'once'>,
): PipelineRewrite | Refusal {
  const job = jobAt(pipeline, set.sites[0]?.keyRange.start ?? 0);
  if (!job) return { refusal: safe`these variables reach every job of the pipeline` };
  if (set.owner.type === 'script') return { refusal: safe`a script sets the keys` };
  const holder = entryNamed(job.entries, 'variables');
  const keys = childEntries(pipeline.document, holder).filter(({ key }) => partOfVariable(key) !== undefined);
  if (!holder || keys.length === 0) return { refusal: safe`the keys are no variables of the job itself` };
  const refusal = obstacleToGitlabOidc(job, keys);
  if (refusal !== undefined) return { refusal };
  if (keys.some(isOfProject) && usesAwsAfter(job)) {
    return {
      refusal: safe`after_script uses AWS, and the project's own keys of the same names would win there`,
    };
  }
  const identities = once(pipeline.jobs, () => identitiesIn(pipeline));
  const role = roleOf(keys, identities, settings.oidc.roleArn);
  const changes = allOrRefusal([
    changeVariables(job, holder, keys, role),
    addToken(
      job,
      holder,
      once(pipeline, () => audienceIn(pipeline)),
    ),
    writeToken(job, keys),
  ]);
  return 'refusal' in changes ? changes : { document: pipeline.document, changes, role };
}

function changeVariables(
  job: GitlabJob,
  holder: YamlEntry,
  keys: readonly YamlEntry[],
  role: string,
): JobChange | Refusal {
  const { document } = job.pipeline;
  const entries = childEntries(document, holder);
  const [first, ...others] = keys;
  const come: Readonly<Record<string, string>> = {
    ...(!entryNamed(entries, 'AWS_ROLE_ARN') && { AWS_ROLE_ARN: role }),
    AWS_WEB_IDENTITY_TOKEN_FILE: TOKEN_FILE,
    ...(!entryNamed(entries, 'AWS_ROLE_SESSION_NAME') && { AWS_ROLE_SESSION_NAME: SESSION_NAME }),
  };
  const replaced = first && replacePair(document, first, toPairs(come));
  const deleted = deletePairs(document, { holder, entries }, others);
  if (!replaced || !deleted) return NOT_EDITABLE;
  return {
    edits: [...replaced, ...deleted],
    change: (tree) => {
      const map = mapAt(jobTree(tree, job), 'variables');
      for (const { key } of keys) Reflect.deleteProperty(map, key);
      Object.assign(map, come);
    },
  };
}

/** GitLab gives the job a token only where the job asks for one. */
function addToken(job: GitlabJob, variables: YamlEntry, audience: string): JobChange | Refusal {
  const { document } = job.pipeline;
  const tokens = entryNamed(job.entries, 'id_tokens');
  if (entryNamed(childEntries(document, tokens), TOKEN)) return NOT_EDITABLE;
  const token: NewPair = { key: TOKEN, value: [{ key: 'aud', value: audience }] };
  const edits = tokens
    ? appendPairs(document, tokens, [token])
    : insertPairsBefore(document, variables, [{ key: 'id_tokens', value: [token] }]);
  if (!edits) return NOT_EDITABLE;
  return {
    edits,
    change: (tree) => {
      const map = jobTree(tree, job);
      map['id_tokens'] = { ...mapAt(map, 'id_tokens'), [TOKEN]: { aud: audience } };
    },
  };
}

/** Before the first command, those of `before_script` included, because both run in one shell. */
function writeToken(job: GitlabJob, keys: readonly YamlEntry[]): JobChange | Refusal {
  const list = commandsOf(job, 'before_script').length > 0 ? 'before_script' : 'script';
  const commands = [
    ...(keys.some(isOfProject) ? ['unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN'] : []),
    `printf '%s' "$${TOKEN}" > "$AWS_WEB_IDENTITY_TOKEN_FILE"`,
  ];
  const edits = insertTextsBefore(job.pipeline.document, commandsOf(job, list), 0, commands);
  if (!edits) return NOT_EDITABLE;
  return {
    edits,
    change: (tree) => {
      const map = jobTree(tree, job);
      const now = map[list];
      if (Array.isArray(now)) map[list] = [...commands, ...(now as unknown[])];
    },
  };
}

/** `NAME: $NAME`: a variable of the project has the same name, and goes on to reach the job, where it would win. */
function isOfProject({ key, scalar }: YamlEntry): boolean {
  return scalar !== undefined && readText(scalar.text, (text) => text.replaceAll(/[${}]/gu, '') === key);
}

/** `after_script` runs in a shell of its own. */
function usesAwsAfter(job: GitlabJob): boolean {
  return commandsOf(job, 'after_script').some(
    ({ scalar }) => scalar && readText(scalar.text, commandUsesAws),
  );
}

/** The audience that another job of the file asks for, where there is just one. */
function audienceIn({ jobs, document }: GitlabPipeline): string {
  const audiences = new Set(
    jobs
      .flatMap((job) => childEntries(document, entryNamed(job.entries, 'id_tokens')))
      .flatMap((token) => openText(entryNamed(childEntries(document, token), 'aud')) ?? []),
  );
  const [only, ...others] = audiences;
  return only !== undefined && others.length === 0 && /gitlab|amazonaws/u.test(only)
    ? only
    : DEFAULT_AUDIENCE;
}

function jobTree(tree: YamlMap, job: GitlabJob): YamlMap {
  return mapAt(tree, job.key);
}

function toPairs(values: Readonly<Record<string, string>>): readonly NewPair[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}
