import { parseArgs } from 'node:util';
import { checkLine, type CheckCommand } from './check.ts';
import { GLOBAL, globalCommand, usage, type CommandLine, type GlobalCommand } from './command-line.ts';
import { explainLine, type ExplainCommand } from './explain.ts';
import { profilesLine, type ProfilesCommand } from './profiles.ts';
import { refreshLine, type RefreshCommand } from './refresh.ts';
import { sessionsLine, type SessionsCommand } from './sessions.ts';

/** What the command line asks for. */
export type Command =
  CheckCommand | ProfilesCommand | SessionsCommand | RefreshCommand | ExplainCommand | GlobalCommand;

/** All commands, in the order of the help. */
const LINES: readonly CommandLine<Command>[] = [
  checkLine,
  profilesLine,
  sessionsLine,
  refreshLine,
  explainLine,
];

/** The help that `--help` prints and docs/cli.md quotes. */
export function helpText(): string {
  const usages = LINES.map((line) => `  ${line.usage}\n`).join('');
  const commands = LINES.map(({ name, help }) => `keyless ${name}\n${indented(help)}\n`).join('\n');
  return `Finds static AWS keys and role mistakes in AWS, .env and CI files, and refreshes
assumed roles.

Usage:
${usages}
${commands}
  -h, --help                   print this help
  -V, --version                print the version

Exit codes:
  0  nothing found at or above --fail-on; refreshed; explained
  1  something found; not refreshed; no AWS error recognised
  2  the command line is wrong, or a path on it does not exist
  3  a rule failed, or a file could not be written
`;
}

/** Reads a command line (without `node` and the script). Never throws. */
export function parseCommand(argv: readonly string[]): Command {
  const [name, ...rest] = argv;
  const line = LINES.find((one) => one.name === name);
  try {
    return line ? line.parse(rest) : parseGlobal(argv);
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

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, '  ');
}

/** The sentence of Node's parser; it names the option, never its value. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'The command line cannot be read';
  return message.split(/\. |\n/u, 1)[0] ?? message;
}
