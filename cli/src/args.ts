import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SEVERITIES, type Severity } from '@keyless/core';

/** What the command line asks for. */
export type Command =
  | CheckCommand
  | ProfilesCommand
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  /** The command line is wrong; the problem is a sentence for people. */
  | { readonly command: 'usage'; readonly problem: string };

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

export interface ProfilesCommand {
  readonly command: 'profiles';
  readonly reader: 'cli' | 'js';
  /** As given; `undefined` means where the environment says. */
  readonly config: string | undefined;
  readonly credentials: string | undefined;
}

/** The help that `--help` prints and docs/cli.md quotes. */
export function helpText(): string {
  return `Finds static AWS keys and role mistakes in AWS, .env and CI files.

Usage:
  keyless check [options] [PATH…]
  keyless profiles --json [options]

keyless check
  Judges the files given and the files found below the folders given; without
  PATH the working folder.

  --format text|json           text for people (default), or one JSON object
  --fix                        apply the fixes that keep the meaning; others are
                               counted and left to you
  --fail-on SEVERITY           mildest severity that makes the exit code 1:
                               error, warning, info or hint (default hint)
  --max-session-duration N     longest session that your policy allows, in
                               seconds from 900 to 43200 (default 14400)

keyless profiles
  Prints what a tool makes of the two AWS files, with every secret masked.

  --json                       the only form of output; required
  --as cli|js                  read as the AWS CLI and boto3 (default) or as the
                               AWS SDK for JavaScript
  --config FILE                default: AWS_CONFIG_FILE, else ~/.aws/config
  --credentials FILE           default: AWS_SHARED_CREDENTIALS_FILE, else
                               ~/.aws/credentials

  -h, --help                   print this help
  -V, --version                print the version

Exit codes:
  0  nothing found at or above --fail-on
  1  something found
  2  the command line is wrong, or a path on it does not exist
  3  a rule failed, or a file could not be written
`;
}

const GLOBAL = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

const CHECK = {
  ...GLOBAL,
  format: { type: 'string' },
  fix: { type: 'boolean' },
  'fail-on': { type: 'string' },
  'max-session-duration': { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

const PROFILES = {
  ...GLOBAL,
  json: { type: 'boolean' },
  as: { type: 'string' },
  config: { type: 'string' },
  credentials: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** Reads a command line (without `node` and the script). Never throws. */
export function parseCommand(argv: readonly string[]): Command {
  const [name, ...rest] = argv;
  try {
    switch (name) {
      case 'check':
        return parseCheck(rest);
      case 'profiles':
        return parseProfiles(rest);
      default:
        return parseGlobal(argv);
    }
  } catch (error) {
    return usage(problemOf(error));
  }
}

function parseGlobal(argv: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...argv], options: GLOBAL, allowPositionals: true });
  const asked = globalCommand(values);
  if (asked) return asked;
  const [name] = positionals;
  return usage(name === undefined ? 'A command is missing' : `There is no command ${JSON.stringify(name)}`);
}

function parseCheck(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...args], options: CHECK, allowPositionals: true });
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
}

function parseProfiles(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...args], options: PROFILES, allowPositionals: true });
  const asked = globalCommand(values);
  if (asked) return asked;
  if (positionals.length > 0) return usage('profiles takes no paths: use --config and --credentials');
  if (values.json !== true) return usage('profiles needs --json, its only form of output');
  const reader = oneOf(['cli', 'js'], values.as ?? 'cli');
  if (reader === undefined) return usage('--as is cli or js');
  if (values.config === '' || values.credentials === '') return usage('A path is empty');
  return { command: 'profiles', reader, config: values.config, credentials: values.credentials };
}

function globalCommand(values: { readonly help?: boolean; readonly version?: boolean }): Command | undefined {
  if (values.help === true) return { command: 'help' };
  return values.version === true ? { command: 'version' } : undefined;
}

function usage(problem: string): Command {
  return { command: 'usage', problem };
}

function oneOf<const Value extends string>(values: readonly Value[], given: string): Value | undefined {
  return values.find((value) => value === given);
}

/** STS grants sessions of 15 minutes to 12 hours. */
function secondsOf(text: string): number {
  const seconds = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  return seconds >= 900 && seconds <= 43_200 ? seconds : Number.NaN;
}

/** The sentence of Node's parser; it names the option, never its value. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'The command line cannot be read';
  return message.split(/\. |\n/u, 1)[0] ?? message;
}
