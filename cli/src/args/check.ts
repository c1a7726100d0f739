import { SEVERITIES, type Severity } from '@keyless/core';
import { globalCommand, oneOf, readArgs, usage, type CommandLine } from './command-line.ts';
import type { Options } from './option.ts';

export interface CheckCommand {
  readonly command: 'check';
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly fix: boolean;
  /** The mildest severity that makes the exit code 1. */
  readonly failOn: Severity;
  /** In seconds; `undefined` leaves the engine's default. */
  readonly maxSessionDuration: number | undefined;
}

const FORMATS = ['text', 'json'] as const;

const OPTIONS = {
  format: {
    type: 'string',
    choices: FORMATS,
    help: 'text for people (default), or one JSON object',
  },
  fix: {
    type: 'boolean',
    help: 'apply the fixes that keep the meaning; others are counted and left to you',
  },
  'fail-on': {
    type: 'string',
    value: 'SEVERITY',
    choices: SEVERITIES,
    help: 'mildest severity that makes the exit code 1: error, warning, info or hint (default hint)',
  },
  'max-session-duration': {
    type: 'string',
    value: 'N',
    help: 'longest session that your policy allows, in seconds from 900 to 43200 (default 14400)',
  },
} as const satisfies Options;

/** `keyless check`. */
export const checkLine: CommandLine<CheckCommand> = {
  name: 'check',
  usage: 'keyless check [options] [PATH…]',
  summary: 'judge files and folders',
  help: 'Judges the files given and the files found below the folders given; without PATH the working folder.',
  options: OPTIONS,
  operands: { completes: 'file' },
  parse: (args) => {
    const { values, positionals } = readArgs(args, OPTIONS);
    const asked = globalCommand(values, 'check');
    if (asked) return asked;
    const format = oneOf(FORMATS, values.format ?? 'text');
    if (format === undefined) return usage('--format is text or json');
    const failOn = oneOf(SEVERITIES, values['fail-on'] ?? 'hint');
    if (failOn === undefined) return usage(`--fail-on is one of ${SEVERITIES.join(', ')}`);
    const duration = values['max-session-duration'];
    const maxSessionDuration = duration === undefined ? undefined : secondsOf(duration);
    if (Number.isNaN(maxSessionDuration))
      return usage('--max-session-duration is a whole number from 900 to 43200');
    if (positionals.includes('')) return usage('A path is empty');
    const paths = positionals.length === 0 ? ['.'] : positionals;
    return { command: 'check', paths, format, fix: values.fix ?? false, failOn, maxSessionDuration };
  },
};

/** STS grants sessions of 15 minutes to 12 hours. */
function secondsOf(text: string): number {
  const seconds = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  return seconds >= 900 && seconds <= 43_200 ? seconds : Number.NaN;
}
