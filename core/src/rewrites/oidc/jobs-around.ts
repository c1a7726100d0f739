import { isMap, isScalar } from 'yaml';
import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { findEntry } from '../../documents/yaml/path.ts';
import { plainMap } from '../../documents/yaml/plain-value.ts';
import type { Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/** A workflow without the jobs that some edits have nothing to do with. */
export interface Excerpt {
  readonly text: string;
  /** The edits at their places in it. */
  readonly edits: readonly TextEdit[];
  /** The values that a parser reads in it; `undefined` where its nodes do not tell. A new tree each time. */
  values(): Record<string, unknown> | undefined;
}

/** What an excerpt keeps of a job; `key`: its first line, without the value below it. */
type Kept = 'whole' | 'key' | 'nothing';

/**
 * What of a workflow is read differently after some edits, if anything is: all that stands outside of jobs, the jobs that
 * the edits touch, and behind each of these the first line of the next one, so that a value which does not end where it
 * should swallows something. A parser that is not ours needs a millisecond for it, and a hundred for a large file.
 * `undefined` where jobs do not stand on lines of their own, or may share values by anchors.
 */
export function jobsAround(document: YamlDocument, edits: readonly TextEdit[]): Excerpt | undefined {
  const jobs = jobRanges(document);
  if (!jobs) return undefined;
  const touched = jobs.map((job) => edits.some(({ start, end }) => start <= job.nextKey && end >= job.start));
  const kept = jobs.map((job, index): Kept => {
    if (touched[index]) return 'whole';
    if (!touched[index - 1]) return 'nothing';
    return job.body < job.end ? 'key' : 'whole';
  });
  const left = jobs.flatMap(({ start, end, body }, index) => {
    if (kept[index] === 'whole') return [];
    return [{ start: kept[index] === 'key' ? body : start, end }];
  });
  const { text } = document.source;
  const gone = (offset: number): number =>
    left.reduce((sum, job) => sum + Math.max(0, Math.min(offset, job.end) - job.start), 0);
  let excerpt = '';
  let at = 0;
  for (const { start, end } of left) {
    excerpt += text.slice(at, start);
    at = end;
  }
  return {
    text: excerpt + text.slice(at),
    values: () => valuesOf(document, kept),
    edits: edits.map((edit) => ({
      ...edit,
      start: edit.start - gone(edit.start),
      end: edit.end - gone(edit.end),
    })),
  };
}

/** The values of a workflow of which this is kept of its jobs; of those that are not named, the last one, all. */
function valuesOf(
  { trees, structure, source }: YamlDocument,
  kept: readonly Kept[],
): Record<string, unknown> | undefined {
  const [tree] = trees;
  const hasValuesOfItsOwn = structure.tagged.length > 0 || /^%/mu.test(source.text);
  if (!tree || !isMap(tree.contents) || hasValuesOfItsOwn) return undefined;
  if (tree.errors.length > 0 || structure.duplicates.length > 0) return undefined;
  const { items } = tree.contents;
  const jobs = items.find(({ key }) => isScalar(key) && key.value === 'jobs')?.value;
  if (!isMap(jobs)) return undefined;
  const pairs = jobs.items.flatMap(({ key, value }, index) => {
    if (kept[index] === 'nothing') return [];
    return [{ key, value: kept[index] === 'key' ? null : value }];
  });
  const [values, inner] = [plainMap(items.filter(({ value }) => value !== jobs)), plainMap(pairs)];
  return values && inner && { ...values, jobs: inner };
}

/** Whether what is read differently after an edit of a job is a part of its file. */
export function jobsStandApart(document: YamlDocument): boolean {
  return jobRanges(document) !== undefined;
}

/** The first line of a job, with which the one before it is read; all of the job where that is its only line. */
export function firstLineOf({ workflow, extent, pair }: WorkflowJob): string {
  const { lines, text } = workflow.document.source;
  const body = lines.lineStart(lines.positionAt(extent.start).line + 1);
  const isBelow = pair?.value && pair.value.range[0] >= body;
  return text.slice(extent.start, isBelow ? body : extent.end);
}

/** The lines of a job. */
interface JobLines extends Range {
  /** Where the lines behind its key start, if its value does not start on the key's own line; else its end. */
  readonly body: number;
  /** Where the next key starts in its line: what is put before it decides whether that job stands beside this one. */
  readonly nextKey: number;
}

/** The lines of each job up to the next one; the last one ends with its own value, as `yaml` tells it. */
function jobRanges(document: YamlDocument): readonly JobLines[] | undefined {
  const { source, structure } = document;
  const jobs = findEntry(document, ['jobs'])?.node;
  if (document.trees.length !== 1 || structure.aliases.length > 0) return undefined;
  if (!isMap(jobs) || jobs.flow === true) return undefined;
  const starts: number[] = [];
  const keys: number[] = [];
  const bodies: (number | undefined)[] = [];
  for (const { key, value } of jobs.items) {
    if (!isScalar(key)) return undefined;
    const { line } = source.lines.positionAt(key.range[0]);
    const start = source.lines.lineStart(line);
    if (source.text.slice(start, key.range[0]).trim() !== '') return undefined;
    const body = source.lines.lineStart(line + 1);
    starts.push(start);
    keys.push(key.range[0]);
    bodies.push(value && value.range[0] >= body ? body : undefined);
  }
  // The last job's lines may be followed by other keys, and by comments of which nobody knows whose they are.
  return starts.slice(0, -1).map((start, index) => {
    const end = starts[index + 1] ?? start;
    return { start, end, body: bodies[index] ?? end, nextKey: keys[index + 1] ?? end };
  });
}
