import { keyLinesIn, type KeyLines } from '../../aws/ci/script-lines.ts';
import { readEntry } from '../../aws/ci/steps.ts';
import type { WorkflowStep } from '../../aws/ci/workflow.ts';
import { placesIn } from '../../documents/yaml/block-scalar.ts';
import { deletePairs, replacePair } from '../../documents/yaml/edits.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { safe } from '../../secret/safe-text.ts';
import { replaceLines } from '../../text/line-edits.ts';
import { range } from '../../text/range.ts';
import { stepTrees, type JobChange, type Refusal } from './job-change.ts';
import type { NewStep } from './new-step.ts';

/** A step whose script gives keys. */
export interface KeyScript {
  readonly step: WorkflowStep;
  readonly run: YamlEntry;
  readonly found: KeyLines;
}

const NOT_EDITABLE: Refusal = { refusal: safe`a script is not written in a way that can be edited safely` };

/** Keys of a step that its script alone had a use for; GitHub refuses them beside `uses`. */
const SCRIPT_ONLY = new Set(['shell', 'working-directory', 'env']);

/** The script of a step as lines that give keys. */
export function keyScriptOf(step: WorkflowStep): KeyScript | undefined {
  const found = step.run && readEntry(step.run, keyLinesIn);
  return step.run && found && { step, run: step.run, found };
}

/** Takes the lines that give keys out of a script that goes on to do other things. */
export function removeLines({ step, run, found }: KeyScript): JobChange | Refusal {
  const { source } = step.job.workflow.document;
  const { scalar } = run;
  const places = scalar && placesIn(source, scalar);
  if (!places?.exact || scalar?.style !== 'literal') return NOT_EDITABLE;
  const { lines } = source;
  const whole = found.lines.map((one) => {
    const { line } = lines.positionAt(places.rangeOf(one.start, one.end).start);
    return range(lines.lineStart(line), lines.lineStart(line + 1));
  });
  return {
    edits: replaceLines(source, whole, []),
    change: (tree) => {
      const holder = stepTrees(tree, step.job)[step.index] ?? {};
      const script = holder['run'];
      if (typeof script === 'string') holder['run'] = withoutLines(script, found);
    },
  };
}

/** Puts the new step in the place of one whose script did nothing but give keys: its name and condition stay. */
export function replaceScript({ step, run }: KeyScript, come: NewStep): JobChange | Refusal {
  const { document } = step.job.workflow;
  const gone = step.entries.filter(({ key }) => SCRIPT_ONLY.has(key));
  const replaced = replacePair(document, run, come.body);
  const deleted =
    gone.length === 0 ? [] : deletePairs(document, { holder: run, entries: step.entries }, gone);
  if (!replaced || !deleted) return NOT_EDITABLE;
  return {
    edits: [...replaced.map((edit) => come.withComment(edit)), ...deleted],
    change: (tree) => {
      const steps = stepTrees(tree, step.job);
      const holder = steps[step.index];
      if (!holder) return;
      const left = Object.entries(holder).filter(([key]) => key !== 'run' && !SCRIPT_ONLY.has(key));
      steps[step.index] = { ...Object.fromEntries(left), ...come.bodyTree };
    },
  };
}

/** The step after which nothing else refers to it. */
export function isNamed({ entries }: WorkflowStep): boolean {
  return entries.some(({ key }) => key === 'id');
}

function withoutLines(script: string, { lines }: KeyLines): string {
  const gone = new Set(lines.map(({ start }) => start));
  let at = 0;
  return script
    .split('\n')
    .filter((line) => {
      const start = at;
      at += line.length + 1;
      return !gone.has(start);
    })
    .join('\n');
}
