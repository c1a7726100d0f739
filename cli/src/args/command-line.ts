import { parseArgs } from 'node:util';
import { GLOBAL, withBareValues, type Completes, type Options } from './option.ts';

/** What is asked for on every command line. */
export type GlobalCommand =
  /** The help of one command, or of all where none is named. */
  | { readonly command: 'help'; readonly of?: string }
  | { readonly command: 'version' }
  /** The command line is wrong; the problem is a sentence for people. */
  | { readonly command: 'usage'; readonly problem: string };

/** What the arguments of a command are, apart from its options. */
export interface Operands {
  readonly choices?: readonly string[];
  readonly completes?: Completes;
}

/** One command: how it is written, and how its options are read. */
export interface CommandLine<Command> {
  readonly name: string;
  /** The line under _Usage_, without indent. */
  readonly usage: string;
  /** What it does in a few words, for lists of commands: no capital, no final stop. */
  readonly summary: string;
  /** What it does, in whole sentences. */
  readonly help: string;
  readonly options: Options;
  readonly operands?: Operands;
  /** Reads what follows the name. Throws, as `node:util` does, an error whose message tells people what is wrong. */
  parse(args: readonly string[]): Command | GlobalCommand;
}

/** The values of a command line by the names of its options, and its other arguments. */
export type Args<Own extends Options> = ReturnType<
  typeof parseArgs<{ options: Own & typeof GLOBAL; allowPositionals: true }>
>;

export function readArgs<const Own extends Options>(args: readonly string[], options: Own): Args<Own> {
  return parseArgs({
    args: withBareValues(args, options),
    options: { ...options, ...GLOBAL },
    allowPositionals: true,
  });
}

/** A command of its options and of what it makes of them, once nobody asks for its help or the version. */
export function commandLine<Command, const Own extends Options>(
  options: Own,
  line: Omit<CommandLine<Command>, 'options' | 'parse'> & {
    readonly read: (args: Args<Own>) => Command | GlobalCommand;
  },
): CommandLine<Command> {
  const { read, ...rest } = line;
  return {
    ...rest,
    options,
    parse: (args) => {
      const given = readArgs(args, options);
      return globalCommand(given.values, line.name) ?? read(given);
    },
  };
}

/** Help and version win over everything else on a line. */
export function globalCommand(
  values: { readonly help?: boolean; readonly version?: boolean },
  of?: string,
): GlobalCommand | undefined {
  if (values.help === true) return of === undefined ? { command: 'help' } : { command: 'help', of };
  return values.version === true ? { command: 'version' } : undefined;
}

export function usage(problem: string): GlobalCommand {
  return { command: 'usage', problem };
}

/** The choice that an option names, `fallback` where it is left out. Throws a sentence for people for any other value. */
export function choiceOf<const Value extends string, Fallback extends Value | undefined>(
  option: string,
  choices: readonly Value[],
  given: string | undefined,
  fallback: Fallback,
): Value | Fallback {
  if (given === undefined) return fallback;
  const choice = choices.find((value) => value === given);
  if (choice === undefined) throw new Error(`--${option} is one of ${choices.join(', ')}`);
  return choice;
}
