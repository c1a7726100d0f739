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

/** A container gets variables only if it is given them; Compose names them in a file of its own. */
const CONTAINER =
  /\b(?:docker|podman|nerdctl)[ \t]+(?:run|create)\b(?:[^\n;|&\\]|\\\n)*?[ \t](?:-[a-z]*e|--env(?:-file)?)[= \t]|\b(?:docker|podman)[ \t]+(?:-\S+[ \t]+)*compose\b|\b(?:docker|podman)-compose\b/u;

/** Commands that only PowerShell knows. */
const POWERSHELL =
  /\$env:\w|\b(?:Write-(?:Host|Output)|Set-Item|Get-Item)\b|(?:^|[;|{])[ \t]*(?:(?:Add|Compress|Copy|ConvertFrom|ConvertTo|Expand|Get|Import|Install|Invoke|Move|New|Out|Remove|Rename|Set|Start|Stop|Test|Write)-[A-Z]\w+|choco(?:\.exe)?[ \t])/mu;

/**
 * Why the keys of a GitLab job must not be rewritten to OIDC automatically: the first reason, as the rest of a sentence
 * that begins with "because". GitLab merges what jobs take from others by rules of its own, so only a job that says
 * everything itself can be changed without looking at others.
 */
export function obstacleToGitlabOidc(job: GitlabJob, keys: readonly YamlEntry[]): SafeText | undefined {
  return (
    fileObstacle(job) ??
    shareObstacle(job) ??
    keyObstacle(job, keys) ??
    runnerObstacle(job) ??
    scriptObstacle(job)
  );
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
  const { document, variables, defaults, workflow } = job.pipeline;
  if (variables.some(({ key }) => partOfVariable(key) !== undefined)) {
    return safe`keys also stand in the variables of the whole pipeline`;
  }
  const rest = textWithout(job, keys);
  if (KEY_NAME.test(rest) || readsAny(rest, keys)) return safe`other lines of the job name the keys too`;
  if (workflow && readsAny(textOf(job, workflow), keys))
    return safe`the pipeline runs only if the keys are set`;
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

/** Whether a text reads one of the variables that the keys are taken from, whatever their names. */
function readsAny(text: string, keys: readonly YamlEntry[]): boolean {
  const names = keys.flatMap(({ scalar }) =>
    scalar ? readText(scalar.text, (value) => /^\$\{?(\w+)\}?$/u.exec(value.trim())?.[1] ?? []) : [],
  );
  return (
    names.length > 0 && new RegExp(String.raw`(?:\$\{?|-v[ \t]+)(?:${names.join('|')})\b`, 'u').test(text)
  );
}

/** The command that is put in is one of a Unix shell. */
function runnerObstacle(job: GitlabJob): SafeText | undefined {
  const of = (key: string): YamlEntry | undefined =>
    entryNamed(job.entries, key) ?? entryNamed(job.pipeline.defaults, key);
  const isWindows = ['tags', 'image'].some((key) => {
    const entry = of(key);
    return entry !== undefined && /windows/iu.test(textOf(job, entry));
  });
  return isWindows
    ? safe`the job runs on Windows, where the token would have to be written by another command`
    : undefined;
}

function scriptObstacle(job: GitlabJob): SafeText | undefined {
  const own = commandsOf(job, 'before_script');
  const commands = own.length > 0 ? own : commandsOf(job, 'script');
  const [first] = commands;
  if (!first) return safe`the job has no list of commands of its own`;
  if (first.dashColumn === undefined) return safe`the commands are not written line by line`;
  const inherited = own.length === 0 && entryNamed(job.entries, 'before_script') === undefined;
  const before = inherited ? entryNamed(job.pipeline.defaults, 'before_script') : undefined;
  const early = before ? textOf(job, before) : '';
  if (commandUsesAws(early)) return safe`commands that use AWS run before those of the job`;
  const texts = [...own, ...commandsOf(job, 'script')].flatMap(({ scalar }) => scalar?.text ?? []);
  const has = (pattern: RegExp): boolean => texts.some((text) => readText(text, (one) => pattern.test(one)));
  if (has(POWERSHELL)) return safe`its commands are written for PowerShell`;
  return has(CONTAINER)
    ? safe`a container that the job starts would not find the file of the token`
    : undefined;
}

function textOf({ pipeline }: GitlabJob, { valueRange }: YamlEntry): string {
  return pipeline.document.source.text.slice(valueRange.start, valueRange.end);
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
