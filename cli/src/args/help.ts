import { wrapped } from '../prose.ts';
import type { Command } from './command-lines.ts';
import { COMMAND_LINES } from './command-lines.ts';
import type { CommandLine } from './command-line.ts';
import { GLOBAL, type Options, type OptionSpec } from './option.ts';

/** The column in which the words about an option begin. */
const COLUMN = 31;

/** What `keyless --help` prints: the commands, and what they end with. */
export function overviewText(): string {
  const width = Math.max(...COMMAND_LINES.map(({ name }) => name.length));
  const commands = COMMAND_LINES.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `Finds static AWS keys and role mistakes in AWS, .env and CI files, and refreshes
assumed roles.

Usage:
  keyless COMMAND [options]

Commands:
${commands.join('')}
keyless COMMAND --help tells the options of a command.

${optionsText(GLOBAL)}
Exit codes:
  0  nothing found at or above --fail-on; refreshed; explained
  1  something found; not refreshed; no AWS error recognised
  2  the command line or .keyless.yaml is wrong, or a path does not exist
  3  a rule failed, or a file could not be written
`;
}

/** What `keyless COMMAND --help` prints; the overview for a name that is no command's. */
export function commandHelp(name: string | undefined): string {
  const line = COMMAND_LINES.find((one) => one.name === name);
  return line ? helpOf(line) : overviewText();
}

/** The help of everything, as docs/cli.md quotes it. */
export function helpText(): string {
  return [overviewText(), ...COMMAND_LINES.map(helpOf)].join('\n');
}

function helpOf({ usage, help, options }: CommandLine<Command>): string {
  const own = optionsText(options);
  return `${usage}\n${wrapped(help, '  ')}${own === '' ? '' : `\n${own}`}`;
}

function optionsText(options: Options): string {
  return Object.entries(options)
    .map(([name, option]) => optionText(name, option))
    .join('');
}

/** The words stand behind the option, or below it where it is too long for that. */
function optionText(name: string, option: OptionSpec): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  const term = `  ${short}--${name}${valueText(option)}`;
  const words = wrapped(option.help, ' '.repeat(COLUMN));
  return term.length + 2 > COLUMN ? `${term}\n${words}` : `${term}${words.slice(term.length)}`;
}

function valueText({ type, value, choices, bare }: OptionSpec): string {
  if (type === 'boolean') return '';
  const shown = value ?? choices?.join('|') ?? 'VALUE';
  return bare === undefined ? ` ${shown}` : `[=${shown}]`;
}
