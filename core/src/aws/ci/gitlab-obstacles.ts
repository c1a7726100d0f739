import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { childEntries, entryNamed } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { contains, type Range } from '../../text/range.ts';
import { commandUsesAws } from './aws-use.ts';
import { generatorComment } from './generated-file.ts';
import { commandsOf, type GitlabJob } from './gitlab-pipeline.ts';
import { partOfVariable } from '../credential-names.ts';

/** Any word of AWS's keys, and GitLab's own way to read them. */
const KEY_NAME = /AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)/u;

/**
 * Why the keys of a GitLab job must not be rewritten to OIDC automatically: the first reason, as the rest of a sentence
 * that begins with "because". GitLab merges what jobs take from others by rules of its own, so only a job that says
 * everything itself can be changed without looking at others.
 */
export function obstacleToGitlabOidc(job: GitlabJob, keys: readonly YamlEntry[]): SafeText | undefined {
  return fileObstacle(job) ?? shareObstacle(job) ?? keyObstacle(job, keys) ?? scriptObstacle(job);
}

function fileObstacle({ pipeline: { document } }: GitlabJob): SafeText | undefined {
  if (document.problems.length > 0) return safe`the file is not valid YAML`;
  if (document.trees.length > 1) return safe`the file holds several YAML documents`;
  return generatorComment(document) && safe`the file is generated, so its generator has to be changed`;
}

function shareObstacle(job: GitlabJob): SafeText | undefined {
  const { document, sources } = job.pipeline;
  if (job.hidden || sources.has(job.key)) return safe`other jobs take parts of this one`;
  if (entryNamed(job.entries, 'extends')) return safe`the job takes parts of others with extends`;
  const { structure } = document;
  const inJob = (place: Range): boolean => contains(job.range, place);
  if (structure.tagged.some(inJob)) return safe`the job takes parts of others with !reference`;
  const isShared = job.entries.some((entry) => entry.shared);
  return isShared || structure.aliases.some(inJob) || structure.mergeKeys.some(inJob)
    ? safe`the job shares parts with others through YAML anchors`
    : undefined;
}

function keyObstacle(job: GitlabJob, keys: readonly YamlEntry[]): SafeText | undefined {
  const { document, variables, defaults } = job.pipeline;
  if (variables.some(({ key }) => partOfVariable(key) !== undefined)) {
    return safe`keys also stand in the variables of the whole pipeline`;
  }
  const rest = textWithout(job, keys);
  if (KEY_NAME.test(rest)) return safe`other lines of the job name the keys too`;
  if (/\bcn-(?:north|northwest)-\d\b/u.test(rest)) {
    return safe`the job uses a region in China, which has an identity provider and an audience of its own`;
  }
  const ownVariables = childEntries(document, entryNamed(job.entries, 'variables'));
  if (ownVariables.some(({ key }) => key === 'AWS_WEB_IDENTITY_TOKEN_FILE')) {
    return safe`the job names a token file already`;
  }
  return entryNamed(defaults, 'id_tokens') && !entryNamed(job.entries, 'id_tokens')
    ? safe`a token of its own would take those of default away from the job`
    : undefined;
}

function scriptObstacle(job: GitlabJob): SafeText | undefined {
  const own = commandsOf(job, 'before_script');
  const commands = own.length > 0 ? own : commandsOf(job, 'script');
  const [first] = commands;
  if (!first) return safe`the job has no list of commands of its own`;
  if (first.dashColumn === undefined) return safe`the commands are not written line by line`;
  const inherited = own.length === 0 && entryNamed(job.entries, 'before_script') === undefined;
  const early = inherited ? entryNamed(job.pipeline.defaults, 'before_script') : undefined;
  const { text } = job.pipeline.document.source;
  if (early && commandUsesAws(text.slice(early.valueRange.start, early.valueRange.end))) {
    return safe`commands that use AWS run before those of the job`;
  }
  return [...commandsOf(job, 'before_script'), ...commandsOf(job, 'script')].some(
    ({ scalar }) => scalar && readText(scalar.text, isPowershell),
  )
    ? safe`its commands are written for PowerShell`
    : undefined;
}

/** The job's text without its keys. */
function textWithout({ range: { start, end }, pipeline }: GitlabJob, keys: readonly YamlEntry[]): string {
  const parts: string[] = [];
  const { text } = pipeline.document.source;
  let at = start;
  for (const { keyRange, valueRange } of keys) {
    parts.push(text.slice(at, keyRange.start));
    at = valueRange.end;
  }
  return [...parts, text.slice(at, end)].join('');
}

function isPowershell(text: string): boolean {
  return /\$env:\w|\b(?:Write-(?:Host|Output)|Set-Item|Get-Item)\b/u.test(text);
}
