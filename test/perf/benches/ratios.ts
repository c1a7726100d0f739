import { createSourceText, type Linter } from '@keyless/core';
import { parse as parseDotenv } from 'dotenv';
import { parse as parseIni } from 'ini';
import { parseDocument } from 'yaml';
import { figuresOf, flat, timed, type Bench, type Prepare } from '../measure.ts';
import { NODE_START, scan, type Scanner } from '../peers/scanners.ts';
import { typist } from '../samples/edits.ts';
import { inFolder, put } from '../samples/workspace.ts';
import { CONFIG, DOTENV, newLinter, WORKFLOW, type Sample } from './engine.ts';

const ROUNDS = 3;
const ENGINE = { runs: 20, warmUp: 12 };
const PROGRAM = { runs: 4, warmUp: 1 };

/**
 * How often some work takes the time of a reference that has nothing of ours in it. Both are done in turn on the same
 * machine, and the least of each counts: a slow or busy machine changes both sides alike.
 */
function ratio(
  name: string,
  about: string,
  [ours, reference]: readonly [() => Prepare, () => Prepare],
  options = ENGINE,
): Bench {
  return {
    name: `ratio-${name}`,
    about,
    unit: '×',
    measure: async () => {
      const [own, other] = [ours(), reference()];
      const ratios: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const { least } = figuresOf(await timed(own, options));
        ratios.push(least / figuresOf(await timed(other, options)).least);
      }
      return [Math.min(...ratios)];
    },
  };
}

function versions(text: string): (run: number) => string {
  let count = 0;
  return () => flat(`${text}# ${(count += 1)}\n`);
}

/** All that is wrong with a file, nothing known before. */
function judging({ uri, kind, text }: Sample): () => Prepare {
  return () => {
    const linter: Linter = newLinter();
    const next = versions(text());
    return (run) => {
      const version = next(run);
      return () => linter.lint(linter.parse(uri, kind, createSourceText(version))).findings.length;
    };
  };
}

/** The same after a letter was typed. */
function editing({ uri, kind, text }: Sample): () => Prepare {
  return () => {
    const linter = newLinter();
    const start = text();
    const next = typist(start);
    let model = linter.parse(uri, kind, createSourceText(start));
    return () => {
      const { text: version } = next();
      return () => {
        model = linter.parse(uri, kind, createSourceText(version), model);
        return linter.lint(model).findings.length;
      };
    };
  };
}

function reading({ text }: Sample, read: (text: string) => unknown): () => Prepare {
  return () => {
    const next = versions(text());
    return (run) => {
      const version = next(run);
      return () => read(version);
    };
  };
}

const KEYLESS_FILE: Scanner = {
  name: 'keyless check',
  isHere: () => true,
  command: [process.execPath, `${process.cwd()}/dist/cli.js`, 'check', '.env'],
};

/** The short form: what continuous integration holds against the record. */
export const ratioBenches: readonly Bench[] = [
  ratio('config', 'All diagnostics of the config, to reading it with npm’s ini', [
    judging(CONFIG),
    reading(CONFIG, parseIni),
  ]),
  ratio('config-edit', '… after a letter was typed', [editing(CONFIG), reading(CONFIG, parseIni)]),
  ratio('workflow', 'All diagnostics of the workflow, to reading it with npm’s yaml', [
    judging(WORKFLOW),
    reading(WORKFLOW, (text) => parseDocument(text)),
  ]),
  ratio('dotenv', 'All diagnostics of the .env, to reading it with npm’s dotenv', [
    judging(DOTENV),
    reading(DOTENV, (text) => parseDotenv(text)),
  ]),
  {
    name: 'ratio-start-cli',
    about: 'keyless check of a file, to starting Node',
    unit: '×',
    measure: () =>
      inFolder(async (folder) => {
        await put(folder, '.env', 'AWS_REGION=eu-west-1\n');
        const run =
          (scanner: Scanner): (() => Prepare) =>
          () =>
          () =>
          () =>
            scan(scanner, folder);
        return ratio('', '', [run(KEYLESS_FILE), run(NODE_START)], PROGRAM).measure();
      }),
  },
];
