import { createSourceText, parseModel, type DocumentKind } from '@keyless/core';
import { figuresOf, flat, timed, type Bench } from '../measure.ts';
import { awsConfigText } from '../samples/aws-config.ts';
import { dotenvText } from '../samples/dotenv.ts';
import { workflowText } from '../samples/workflow.ts';
import { newLinter } from './engine.ts';

/** Twice the text, twice the time: more than this would be another law. */
const MOST = 2.2;

/** The factor by which the least time grows each time a size is doubled; the values are the steps. */
async function doublings(
  sizes: readonly number[],
  work: (size: number) => () => () => unknown,
): Promise<number[]> {
  const [first = 0, ...others] = sizes;
  // V8 makes code fast that has run for long, so a small size that is measured first would seem to be slow.
  await timed(work(first), { runs: 1, warmUp: 60 });
  const times: number[] = [];
  for (const size of [first, ...others])
    times.push(figuresOf(await timed(work(size), { runs: 5, warmUp: 1 })).least);
  return times.slice(1).map((time, index) => time / (times[index] ?? time));
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

const KILOBYTES = [64, 128, 256, 512, 1024, 2048, 4096, 8192];

export const growthBenches: readonly Bench[] = [
  growth(
    'growth-ini',
    'Reading a config of twice the size, 64 KB to 8 MB: factor of time',
    KILOBYTES,
    reading('aws-config', (lines) => awsConfigText(Math.round(lines / 6.7), 0), 25),
  ),
  growth(
    'growth-dotenv',
    'Reading a .env of twice the size, 64 KB to 8 MB: factor of time',
    KILOBYTES,
    reading('dotenv', (lines) => dotenvText(lines), 47),
  ),
  growth(
    'growth-yaml',
    'Reading a workflow of twice the size, 64 KB to 8 MB: factor of time',
    KILOBYTES,
    reading('github-workflow', (lines) => workflowText(lines), 33),
  ),
  growth(
    'growth-profiles',
    'All diagnostics of twice as many profiles, 160 to 10,240: factor of time',
    [160, 320, 640, 1280, 2560, 5120, 10_240],
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
