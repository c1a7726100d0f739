import { COMMAND_LINES, type Command } from './command-lines.ts';
import { globalCommand, readArgs, usage } from './command-line.ts';

/** Reads a command line (without `node` and the script). Never throws. */
export function parseCommand(argv: readonly string[]): Command {
  const [name, ...rest] = argv;
  const line = COMMAND_LINES.find((one) => one.name === name);
  try {
    return line ? line.parse(rest) : parseGlobal(argv);
  } catch (error) {
    return usage(problemOf(error));
  }
}

function parseGlobal(argv: readonly string[]): Command {
  const { values, positionals } = readArgs(argv, {});
  const asked = globalCommand(values);
  if (asked) return asked;
  const [name] = positionals;
  return usage(name === undefined ? 'A command is missing' : `There is no command ${JSON.stringify(name)}`);
}

/** The sentence of Node's parser; it names the option, never its value. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'The command line cannot be read';
  return message.split(/\. |\.?\n/u, 1)[0] ?? message;
}
