import { isMap } from 'yaml';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument, YamlItem } from '../../documents/yaml/nodes.ts';
import { childEntries, childItems, entriesOf, entryNamed, rootOf } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { safeName, type SafeText } from '../../secret/safe-text.ts';
import { range, type Range } from '../../text/range.ts';

/** Keys of GitLab's file that are no jobs. */
const GLOBAL_KEY =
  /^(?:variables|default|include|stages|workflow|image|services|before_script|after_script|cache|spec|pages:deploy)$/u;

/** A GitLab pipeline as far as its own file tells; what it includes is not seen. */
export interface GitlabPipeline {
  readonly document: YamlDocument;
  readonly jobs: readonly GitlabJob[];
  /** The variables of all jobs. */
  readonly variables: readonly YamlEntry[];
  /** What jobs that say nothing of their own take: `default:`, and the old global keys. */
  readonly defaults: readonly YamlEntry[];
  /** What decides whether there is a pipeline at all. */
  readonly workflow: YamlEntry | undefined;
  /** Names of jobs of which others take parts, by `extends` or `!reference`. */
  readonly sources: ReadonlySet<string>;
}

export interface GitlabJob {
  readonly pipeline: GitlabPipeline;
  readonly name: SafeText;
  /** As written. */
  readonly key: string;
  /** From the name to the end of the last line. */
  readonly range: Range;
  /** A template: its name starts with a dot, and it never runs by itself. */
  readonly hidden: boolean;
  readonly entries: readonly YamlEntry[];
}

/** Whether a key at the top of the file names a job. */
export function isGitlabJob(key: string): boolean {
  return !GLOBAL_KEY.test(key);
}

/** Reads a GitLab pipeline; `undefined` where the text is no map. */
export function readGitlabPipeline(document: YamlDocument): GitlabPipeline | undefined {
  const root = rootOf(document);
  if (!root || !isMap(root.node)) return undefined;
  const entries = entriesOf(document, root);
  const jobs: GitlabJob[] = [];
  const sources = new Set(referencedNames(document));
  const pipeline: GitlabPipeline = {
    document,
    jobs,
    variables: childEntries(document, entryNamed(entries, 'variables')),
    defaults: [
      ...childEntries(document, entryNamed(entries, 'default')),
      ...entries.filter(({ key }) => key === 'before_script' || key === 'after_script' || key === 'image'),
    ],
    workflow: entryNamed(entries, 'workflow'),
    sources,
  };
  for (const entry of entries) {
    if (!isGitlabJob(entry.key) || !isMap(entry.node)) continue;
    const job = readJob(pipeline, entry);
    jobs.push(job);
    for (const name of namesIn(document, entryNamed(job.entries, 'extends'))) sources.add(name);
  }
  return pipeline;
}

/** The job that an offset lies in. */
export function jobAt({ jobs }: GitlabPipeline, offset: number): GitlabJob | undefined {
  let low = 0;
  let high = jobs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((jobs[middle]?.range.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const job = jobs[low];
  return job && job.range.start <= offset && offset <= job.range.end ? job : undefined;
}

/** The commands of a list such as `script`, in order; none for a text or a list with other lists in it. */
export function commandsOf({ pipeline, entries }: GitlabJob, key: string): readonly YamlItem[] {
  return childItems(pipeline.document, entryNamed(entries, key));
}

function readJob(pipeline: GitlabPipeline, entry: YamlEntry): GitlabJob {
  return {
    pipeline,
    name: safeName(entry.key),
    key: entry.key,
    range: range(entry.keyRange.start, entry.valueRange.end),
    hidden: entry.key.startsWith('.'),
    entries: childEntries(pipeline.document, entry),
  };
}

/** `!reference [.setup, script]` takes a part of a job without a word of it in the YAML's own terms. */
function referencedNames({ source }: YamlDocument): readonly string[] {
  return [...source.text.matchAll(/!reference[ \t]*\[[ \t]*["']?([^\s,\]"']+)/gu)].flatMap(
    (match) => match[1] ?? [],
  );
}

/** One name, or a list of them. */
function namesIn(document: YamlDocument, entry: YamlEntry | undefined): readonly string[] {
  const scalars = [entry?.scalar, ...childItems(document, entry).map(({ scalar }) => scalar)];
  return scalars.flatMap((scalar) => (scalar ? [readText(scalar.text, (text) => text)] : []));
}
