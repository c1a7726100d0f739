import { isGitlabJob } from '../../../aws/ci/gitlab-pipeline.ts';
import type { YamlDocument } from '../../../documents/yaml/nodes.ts';
import { writtenEntries, type PlacedEntry } from '../../../documents/yaml/path.ts';
import { isOn } from '../../../text/range.ts';
import type { CiTarget, PlacedTarget } from './ci-target.ts';
import { isKnownVariable, variableWordAt } from './variable-word.ts';

/** What stands at an offset of a file of GitLab or Bitbucket. */
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
    : aboutKey(placed);
  return about && { about, range: keyRange };
}

const KEYS: ReadonlyMap<YamlDocument['kind'], (placed: PlacedEntry) => CiTarget | undefined> = new Map([
  ['gitlab-ci', gitlabKey],
  ['bitbucket-pipelines', bitbucketKey],
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
