import { isGitlabJob } from '../../../aws/ci/gitlab-pipeline.ts';
import type { YamlDocument } from '../../../documents/yaml/nodes.ts';
import { writtenEntries, type PlacedEntry } from '../../../documents/yaml/path.ts';
import { isOn } from '../../../text/range.ts';
import type { CiTarget, PlacedTarget } from './ci-target.ts';
import {
  AZURE_CONNECTION,
  BUILDKITE_PLUGIN,
  CIRCLECI_SETUP,
  findBuildkiteParameter,
  findCircleciParameter,
  findCodebuildSetting,
  type PipelineSetting,
} from '../../../aws/ci/pipeline-settings.ts';
import { awsCliOrbOf } from '../../../aws/ci/circleci-orb.ts';
import { isKnownVariable, variableWordAt } from './variable-word.ts';

/** What stands at an offset of a file of any CI system but GitHub. */
export function pipelineTargetAt(document: YamlDocument, offset: number): PlacedTarget | undefined {
  const aboutKey = KEYS.get(document.kind);
  if (!aboutKey) return undefined;
  const placed = writtenEntries(document).findLast(
    ({ entry: { keyRange, valueRange } }) => isOn(keyRange, offset) || isOn(valueRange, offset),
  );
  if (!placed) return undefined;
  const { keyRange, valueRange, key } = placed.entry;
  const view = { level: 'pipeline' } as const;
  if (!isOn(keyRange, offset)) return variableWordAt(document, valueRange, offset, view);
  const about = isKnownVariable(key)
    ? ({ type: 'variable', name: key, seenFrom: view } as const)
    : aboutKey(placed, document);
  return about && { about, range: keyRange };
}

type AboutKey = (placed: PlacedEntry, document: YamlDocument) => CiTarget | undefined;

const KEYS: ReadonlyMap<YamlDocument['kind'], AboutKey> = new Map<YamlDocument['kind'], AboutKey>([
  ['gitlab-ci', gitlabKey],
  ['bitbucket-pipelines', bitbucketKey],
  ['circleci', circleciKey],
  ['azure-pipelines', azureKey],
  ['buildkite', buildkiteKey],
  ['codebuild', codebuildKey],
]);

function gitlabKey({ path: [job, key, token, part, ...rest] }: PlacedEntry): CiTarget | undefined {
  if (key !== 'id_tokens' || !isHolder(job) || rest.length > 0) return undefined;
  if (token === undefined) return { type: 'gitlab-token', part: 'all' };
  if (part === undefined) return { type: 'gitlab-token', part: 'token' };
  return part === 'aud' ? { type: 'gitlab-token', part: 'audience' } : undefined;
}

/** A job, or what all jobs take that say nothing of their own. */
function isHolder(key: string | number | undefined): boolean {
  return typeof key === 'string' && (key === 'default' || isGitlabJob(key));
}

function bitbucketKey({ path }: PlacedEntry): CiTarget | undefined {
  return path.at(-1) === 'oidc' && path.at(-2) === 'step' ? { type: 'bitbucket-token' } : undefined;
}

function aboutSetting(setting: PipelineSetting | undefined): CiTarget | undefined {
  return setting && { type: 'pipeline-setting', setting };
}

/** A step of the orb for the AWS CLI, by whatever name the file has for it, and its parameters. */
function circleciKey({ path }: PlacedEntry, document: YamlDocument): CiTarget | undefined {
  const [key, step] = [textAt(path, -1), textAt(path, -2)];
  if (awsCliOrbOf(document, key) !== undefined) return aboutSetting(CIRCLECI_SETUP);
  return awsCliOrbOf(document, step) === undefined ? undefined : aboutSetting(findCircleciParameter(key));
}

function azureKey({ path }: PlacedEntry): CiTarget | undefined {
  const isInput = textAt(path, -1) === 'awsCredentials' && textAt(path, -2) === 'inputs';
  return isInput ? aboutSetting(AZURE_CONNECTION) : undefined;
}

/** The plugin by its short name, with its owner, or by the address of its repository. */
const BUILDKITE_NAME = /(?:^|\/)aws-assume-role-with-web-identity(?:-buildkite-plugin)?(?:\.git)?(?:#|$)/u;

function buildkiteKey({ path }: PlacedEntry): CiTarget | undefined {
  if (textAt(path, -3) === 'plugins' || textAt(path, -2) === 'plugins') {
    return BUILDKITE_NAME.test(textAt(path, -1)) ? aboutSetting(BUILDKITE_PLUGIN) : undefined;
  }
  return BUILDKITE_NAME.test(textAt(path, -2))
    ? aboutSetting(findBuildkiteParameter(textAt(path, -1)))
    : undefined;
}

function codebuildKey({ path: [holder, key = '', ...rest] }: PlacedEntry): CiTarget | undefined {
  return holder === 'env' && rest.length === 0 ? aboutSetting(findCodebuildSetting(String(key))) : undefined;
}

function textAt(path: PlacedEntry['path'], at: number): string {
  return String(path.at(at) ?? '');
}
