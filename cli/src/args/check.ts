import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SEVERITIES, type Severity } from '@keyless/core';
import { GLOBAL, globalCommand, oneOf, usage, type CommandLine } from './command-line.ts';

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

const OPTIONS = {
  ...GLOBAL,
  format: { type: 'string' },
  fix: { type: 'boolean' },
  'fail-on': { type: 'string' },
  'max-session-duration': { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** `keyless check`. */
export const checkLine: CommandLine<CheckCommand> = {
  name: 'check',
  usage: 'keyless check [options] [PATH…]',
  help: `Judges the files given and the files found below the folders given; without
PATH the working folder.

--format text|json           text for people (default), or one JSON object
--fix                        apply the fixes that keep the meaning; others are
                             counted and left to you
--fail-on SEVERITY           mildest severity that makes the exit code 1:
                             error, warning, info or hint (default hint)
--max-session-duration N     longest session that your policy allows, in
                             seconds from 900 to 43200 (default 14400)`,
  parse: (args) => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const asked = globalCommand(values);
    if (asked) return asked;
    const format = oneOf(['text', 'json'], values.format ?? 'text');
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
