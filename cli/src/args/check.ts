import { SEVERITIES, type Severity } from '@keyless/core';
import { COLOUR_CHOICES, type ColourChoice } from '../colour.ts';
import {
  choiceOf,
  commandLine,
  readArgs,
  usage,
  type CommandLine,
  type GlobalCommand,
} from './command-line.ts';
import type { Options } from './option.ts';

export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

export interface CheckCommand {
  readonly command: 'check';
  /** Files and folders as given; the working folder where none is given and nothing else says what to judge. */
  readonly paths: readonly string[];
  /** Judge the user's own AWS files as well. */
  readonly aws: boolean;
  /** The name of the file whose text comes from standard input; nothing else is judged then. */
  readonly stdinFilename: string | undefined;
  readonly format: (typeof FORMATS)[number];
  readonly colour: ColourChoice;
  /** Which fixes to apply; `undefined` for none. */
  readonly fix: 'safe' | 'review' | undefined;
  /** Show what the fixes would change, and write nothing. */
  readonly diff: boolean;
  /** Judge by these rules alone; all where this is empty. */
  readonly ruleIds: readonly string[];
  /** The mildest severity that is reported. */
  readonly severity: Severity;
  /** The mildest severity that makes the exit code 1; `undefined` for none. */
  readonly failOn: Severity | undefined;
  /** Whether SARIF lists what comments silence. */
  readonly withSuppressed: boolean;
  /** In seconds; `undefined` leaves what is configured. */
  readonly maxSessionDuration: number | undefined;
}

const OPTIONS = {
  aws: {
    type: 'boolean',
    help: 'judge your own AWS files too (~/.aws, or where the environment says); without PATH those alone',
  },
  format: {
    type: 'string',
    choices: FORMATS,
    help: 'text for people (default), one JSON object, a SARIF 2.1.0 log for code scanning, or annotations for GitHub Actions',
  },
  color: {
    type: 'string',
    value: 'WHEN',
    choices: COLOUR_CHOICES,
    help: 'auto, always or never; auto (default) colours a terminal and obeys NO_COLOR and FORCE_COLOR',
  },
  fix: {
    type: 'string',
    choices: ['safe', 'review'],
    bare: 'safe',
    help: 'apply the fixes that keep the meaning; with =review, and --rule, also those that a person has to look at',
  },
  diff: {
    type: 'boolean',
    help: 'show what --fix would change, secrets masked, and write nothing; the exit code is 1 if there is anything',
  },
  rule: {
    type: 'string',
    value: 'ID',
    multiple: true,
    completes: 'rule',
    help: 'judge by this rule alone; may be given several times',
  },
  severity: {
    type: 'string',
    value: 'SEVERITY',
    choices: SEVERITIES,
    help: 'mildest severity that is reported: error, warning, info or hint (default hint)',
  },
  'fail-on': {
    type: 'string',
    value: 'SEVERITY',
    choices: SEVERITIES,
    help: 'mildest severity that makes the exit code 1 (default hint; in SARIF none)',
  },
  suppressed: {
    type: 'string',
    choices: ['include', 'omit'],
    help: 'whether SARIF lists what is silenced, marked as such (default include); GitHub opens alerts for it',
  },
  'stdin-filename': {
    type: 'string',
    value: 'NAME',
    completes: 'file',
    help: 'the name of the file whose text comes from standard input, with - for PATH',
  },
  'max-session-duration': {
    type: 'string',
    value: 'N',
    help: 'longest session that your policy allows, in seconds from 900 to 43200 (default 14400)',
  },
} as const satisfies Options;

type Values = ReturnType<typeof readArgs<typeof OPTIONS>>['values'];

/** `keyless check`. */
export const checkLine: CommandLine<CheckCommand> = commandLine(OPTIONS, {
  name: 'check',
  usage: 'keyless check [options] [PATH…]',
  summary: 'judge files and folders',
  help: 'Judges the files given and the files found below the folders given; without PATH the working folder. With - for PATH it judges standard input.',
  operands: { completes: 'file' },
  read: ({ values, positionals }) => {
    const chosen = choicesOf(values);
    if ('problem' in chosen) return chosen;
    const targets = targetsOf(values, positionals);
    if ('problem' in targets) return targets;
    const { fix, diff, format } = chosen;
    if (fix !== undefined && targets.stdinFilename !== undefined && !diff)
      return usage('--fix needs a file to write to: with - for PATH use --diff');
    if (diff && format !== 'text') return usage('--diff goes with --format text');
    return { command: 'check', ...chosen, ...targets };
  },
});

type Problem = Extract<GlobalCommand, { readonly command: 'usage' }>;

function problem(text: string): Problem {
  return { command: 'usage', problem: text };
}

function choicesOf(
  values: Values,
): Omit<CheckCommand, 'command' | 'paths' | 'aws' | 'stdinFilename'> | Problem {
  const fixing = fixingOf(values);
  if ('problem' in fixing) return fixing;
  const maxSessionDuration = secondsOf(values['max-session-duration']);
  if (Number.isNaN(maxSessionDuration))
    return problem('--max-session-duration is a whole number from 900 to 43200');
  const format = choiceOf('format', FORMATS, values.format, 'text');
  return {
    format,
    colour: choiceOf('color', COLOUR_CHOICES, values.color, 'auto'),
    ...fixing,
    severity: choiceOf('severity', SEVERITIES, values.severity, 'hint'),
    failOn: choiceOf('fail-on', SEVERITIES, values['fail-on'], format === 'sarif' ? undefined : 'hint'),
    withSuppressed: choiceOf('suppressed', ['include', 'omit'], values.suppressed, 'include') === 'include',
    maxSessionDuration,
  };
}

function fixingOf(values: Values): Pick<CheckCommand, 'fix' | 'diff' | 'ruleIds'> | Problem {
  const { rule: ruleIds = [], diff = false } = values;
  const fix = choiceOf('fix', ['safe', 'review'], values.fix, diff ? 'safe' : undefined);
  if (fix === 'review' && ruleIds.length === 0)
    return problem('--fix=review needs --rule: such fixes are applied one rule at a time');
  return { fix, diff, ruleIds };
}

function targetsOf(
  values: Values,
  positionals: readonly string[],
): Pick<CheckCommand, 'paths' | 'aws' | 'stdinFilename'> | Problem {
  const { aws = false, 'stdin-filename': stdinFilename } = values;
  if (positionals.includes('') || stdinFilename === '') return problem('A path is empty');
  if (!positionals.includes('-')) {
    if (stdinFilename !== undefined) return problem('--stdin-filename goes with - for PATH');
    return { paths: positionals.length === 0 && !aws ? ['.'] : positionals, aws, stdinFilename };
  }
  if (stdinFilename === undefined) return problem('- needs --stdin-filename: a name tells what a text is');
  if (positionals.length > 1 || aws) return problem('- stands alone: nothing else is judged with it');
  return { paths: [], aws, stdinFilename };
}

/** STS grants sessions of 15 minutes to 12 hours. NaN for anything else. */
function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  return seconds >= 900 && seconds <= 43_200 ? seconds : Number.NaN;
}
