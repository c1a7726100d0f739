import {
  createLinter,
  createSourceText,
  rules,
  type DocumentKind,
  type DocumentModel,
  type Linter,
} from '@keyless/core';
import { parse } from 'dotenv';
import { flat, MANY_ROUNDS, timed, type Bench } from '../measure.ts';
import { awsConfigText } from '../samples/aws-config.ts';
import { dotenvText } from '../samples/dotenv.ts';
import { topTypist, typist, type Keystroke } from '../samples/edits.ts';
import { workflowText } from '../samples/workflow.ts';

/** The linter as it ships. */
export function newLinter(): Linter {
  return createLinter({ rules, clock: () => new Date(), readers: { dotenv: (text) => parse(text) } });
}

export interface Sample {
  readonly uri: string;
  readonly kind: DocumentKind;
  readonly text: () => string;
}

export const CONFIG: Sample = {
  uri: 'file:///home/me/.aws/config',
  kind: 'aws-config',
  text: () => awsConfigText(1000, 200),
};
export const WORKFLOW: Sample = {
  uri: 'file:///w/.github/workflows/all.yml',
  kind: 'github-workflow',
  text: () => workflowText(5000),
};
export const DOTENV: Sample = { uri: 'file:///w/.env', kind: 'dotenv', text: () => dotenvText(2000) };

/** From a text to its findings, nothing known before. */
function full(name: string, about: string, { uri, kind, text }: Sample, goal?: number): Bench {
  return {
    name,
    about,
    unit: 'ms',
    rounds: MANY_ROUNDS,
    ...(goal !== undefined && { goal }),
    measure: () => {
      const linter = newLinter();
      const own = text();
      return timed(
        (run) => {
          const version = flat(`${own}# ${run}\n`);
          return () => linter.lint(linter.parse(uri, kind, createSourceText(version))).findings.length;
        },
        { runs: 20, warmUp: 30 },
      );
    },
  };
}

/** From the text after a keystroke to its findings, with what is known of the version before. */
function edit(
  name: string,
  about: string,
  { uri, kind, text }: Sample,
  typistOf: (text: string) => () => Keystroke,
  goal?: number,
): Bench {
  return {
    name,
    about,
    unit: 'ms',
    rounds: MANY_ROUNDS,
    ...(goal !== undefined && { goal }),
    measure: () => {
      const linter = newLinter();
      const start = text();
      const type = typistOf(start);
      let model: DocumentModel = linter.parse(uri, kind, createSourceText(start));
      linter.lint(model);
      return timed(
        () => {
          const next = type().text;
          return () => {
            model = linter.parse(uri, kind, createSourceText(next), model);
            return linter.lint(model).findings.length;
          };
        },
        { runs: 100, warmUp: 100 },
      );
    },
  };
}

export const engineBenches: readonly Bench[] = [
  full('config-full', '1,000 profiles with 200 problems: all diagnostics', CONFIG, 30),
  edit('config-edit', '… after a letter was typed in one of its lines', CONFIG, (text) => typist(text), 5),
  edit('config-edit-top', '… after a line was added at its top', CONFIG, topTypist, 5),
  full('workflow-full', 'Workflow of 5,000 lines: all diagnostics', WORKFLOW),
  edit('workflow-edit', '… after a letter was typed in one of its lines', WORKFLOW, (text) => typist(text)),
  full('dotenv-full', '.env of 2,000 lines: all diagnostics', DOTENV),
  edit('dotenv-edit', '… after a letter was typed in one of its lines', DOTENV, (text) => typist(text)),
];
