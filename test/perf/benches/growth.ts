import { createSourceText, parseModel, type DocumentKind } from '@keyless/core';
import { flat, timed, type Bench } from '../measure.ts';
import { awsConfigText } from '../samples/aws-config.ts';
import { dotenvText } from '../samples/dotenv.ts';
import { workflowText } from '../samples/workflow.ts';
import { newLinter } from './engine.ts';

/** Twice the text, twice the time: more than this would be another law. */
const MOST = 2.2;

const ROUNDS = 5;

/**
 * By what factor time grows where the size is doubled, between each two of the sizes: the median of that is the slope
 * of a line on which one bad moment of the machine has no say. All sizes have their turn in each round, and the least
 * time of each counts.
 */
async function doublings(
  sizes: readonly number[],
  work: (size: number) => () => () => unknown,
): Promise<number[]> {
  const works = sizes.map((size) => ({ size, prepare: work(size), least: Number.POSITIVE_INFINITY }));
  // V8 makes code fast that has run for long, so what is measured first would seem to be slow.
  await timed(work(WARM), { runs: 1, warmUp: 60 });
  for (let round = 0; round < ROUNDS; round += 1)
    for (const one of works) {
      // Nothing pays for the garbage of what was before it.
      globalThis.gc?.();
      one.least = Math.min(one.least, processorTime(one.prepare()));
    }
  return works.flatMap((small, index) =>
    works
      .slice(index + 1)
      .map((large) => 2 ** (Math.log2(large.least / small.least) / Math.log2(large.size / small.size))),
  );
}

/** In microseconds. Unlike the time that passes, it does not grow with what else the machine does. */
function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function growth(
  name: string,
  about: string,
  sizes: readonly number[],
  work: (size: number) => () => () => unknown,
): Bench {
  return {
    name,
    about,
    unit: '×',
    goal: MOST,
    measure: () => doublings(sizes, work),
  };
}

/** Parses and looks at everything that a text gives before rules do. */
function reading(kind: DocumentKind, textOf: (lines: number) => string, lineLength: number) {
  return (kilobytes: number) => {
    const text = textOf(Math.round((kilobytes * 1024) / lineLength));
    return () => {
      const own = flat(text);
      return () => {
        const model = parseModel('file:///x', kind, createSourceText(own));
        return [model.document.problems.length, model.credentialSets.length, model.reading, model.workflow];
      };
    };
  };
}

/** A size to warm up with, in kilobytes or profiles. */
const WARM = 64;

/** From where a text's nodes are more than V8's young generation holds; below that, time grows by a step. */
const KILOBYTES = [512, 1024, 2048, 4096, 8192];

/** Of YAML more is not read. */
const YAML_KILOBYTES = [64, 128, 256, 512, 900];

export const growthBenches: readonly Bench[] = [
  growth(
    'growth-ini',
    'Reading a config of twice the size, 512 KB to 8 MB: factor of time',
    KILOBYTES,
    reading('aws-config', (lines) => awsConfigText(Math.round(lines / 6.7), 0), 25),
  ),
  growth(
    'growth-dotenv',
    'Reading a .env of twice the size, 512 KB to 8 MB: factor of time',
    KILOBYTES,
    reading('dotenv', (lines) => dotenvText(lines), 47),
  ),
  growth(
    'growth-yaml',
    'Reading a workflow of twice the size, 64 to 900 KB: factor of time',
    YAML_KILOBYTES,
    reading('github-workflow', (lines) => workflowText(lines), 33),
  ),
  growth(
    'growth-profiles',
    'All diagnostics of twice as many profiles, 640 to 10,240: factor of time',
    [640, 1280, 2560, 5120, 10_240],
    (profiles) => {
      const linter = newLinter();
      const text = awsConfigText(profiles, profiles / 5);
      return () => {
        const own = flat(text);
        return () =>
          linter.lint(linter.parse('file:///x', 'aws-config', createSourceText(own))).findings.length;
      };
    },
  ),
];
