import { isSeq } from 'yaml';
import { safe } from '../../../secret/safe-text.ts';
import { contains, range, type Range } from '../../../text/range.ts';
import { generatorComment } from '../generated-file.ts';
import { allSteps } from '../steps.ts';
import type { EntryMap, WorkflowJob } from '../workflow.ts';
import type { ObstacleCheck } from './obstacle.ts';

const unreadableFile: ObstacleCheck = ({ workflow, job }) => {
  const { problems, trees } = workflow.document;
  const [problem] = problems;
  if (problem)
    return { id: 'unreadable-file', reason: safe`the file is not valid YAML`, range: problem.range };
  if (trees.length > 1) return { id: 'unreadable-file', reason: safe`the file holds several YAML documents` };
  const twice = [job.env, workflow.env, ...allSteps(job).flatMap((step) => [step.env, step.inputs])]
    .map(repeatedName)
    .find((place) => place !== undefined);
  return (
    twice && {
      id: 'unreadable-file',
      reason: safe`a name stands twice in one map, which GitHub rejects`,
      range: twice,
    }
  );
};

const notGithub: ObstacleCheck = ({ workflow }) =>
  workflow.server === 'github'
    ? undefined
    : {
        id: 'not-github',
        reason: safe`Forgejo and Gitea give out tokens by enable-openid-connect: true, and IAM has to trust the server's own issuer (its address with /api/actions)`,
      };

const generatedFile: ObstacleCheck = ({ workflow }) => {
  const header = generatorComment(workflow.document);
  return (
    header && {
      id: 'generated-file',
      reason: safe`the file is generated, so its generator has to be changed`,
      range: header,
    }
  );
};

const aliases: ObstacleCheck = ({ workflow, job }) => {
  const { structure } = workflow.document;
  const inJob = (place: Range): boolean => contains(job.range, place);
  const anchored = [...structure.aliased].map((node) => range(node.range[0], node.range[1]));
  const place = [...structure.aliases, ...structure.mergeKeys, ...anchored].find(inJob);
  if (place === undefined && !isShared(job)) return undefined;
  return {
    id: 'aliases',
    reason: safe`the job shares parts with others through YAML anchors`,
    ...(place && { range: place }),
  };
};

const customTag: ObstacleCheck = ({ workflow, job }) => {
  const place = workflow.document.structure.tagged.find((one) => contains(job.range, one));
  return place && { id: 'custom-tag', reason: safe`the job has a YAML tag in it`, range: place };
};

const stepsInBrackets: ObstacleCheck = ({ job }) => {
  const steps = job.entries.findLast((entry) => entry.key === 'steps');
  const isFlow = steps !== undefined && (steps.inFlow || (isSeq(steps.node) && steps.node.flow === true));
  return isFlow
    ? { id: 'steps-in-brackets', reason: safe`the steps are not written line by line`, range: steps.keyRange }
    : undefined;
};

/** What is wrong with the file itself, or with the way in which it is written. */
export const FILE_CHECKS: readonly ObstacleCheck[] = [
  unreadableFile,
  notGithub,
  generatedFile,
  aliases,
  customTag,
  stepsInBrackets,
];

/** GitHub compares names of variables and inputs without case. */
function repeatedName(map: EntryMap | undefined): Range | undefined {
  const names = new Set<string>();
  for (const entry of map?.entries ?? []) {
    const name = entry.key.toLowerCase();
    if (names.has(name)) return entry.keyRange;
    names.add(name);
  }
  return undefined;
}

function isShared(job: WorkflowJob): boolean {
  const { workflow } = job;
  const holders = [workflow.env?.holder, workflow.permissions && permissionsHolder(workflow.permissions)];
  return [...job.entries, ...job.steps, ...holders].some((one) => one?.shared === true);
}

function permissionsHolder(permissions: NonNullable<WorkflowJob['permissions']>): EntryMap['holder'] {
  return permissions.form === 'map' ? permissions.map.holder : permissions.holder;
}
