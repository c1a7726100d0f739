import type { ParseArgsConfig } from 'node:util';

/** What is asked for on every command line. */
export type GlobalCommand =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  /** The command line is wrong; the problem is a sentence for people. */
  | { readonly command: 'usage'; readonly problem: string };

/** One command: how it is written, and how its options are read. */
export interface CommandLine<Command> {
  readonly name: string;
  /** The line under *Usage*, without indent. */
  readonly usage: string;
  /** What it does and its options, at most 80 columns wide. */
  readonly help: string;
  /** Reads what follows the name. Throws what `node:util` throws for options that do not exist. */
  parse(args: readonly string[]): Command | GlobalCommand;
}

/** The options that every command has. */
export const GLOBAL = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const satisfies ParseArgsConfig['options'];

/** Help and version win over everything else on a line. */
export function globalCommand(values: {
  readonly help?: boolean;
  readonly version?: boolean;
}): GlobalCommand | undefined {
  if (values.help === true) return { command: 'help' };
  return values.version === true ? { command: 'version' } : undefined;
}

export function usage(problem: string): GlobalCommand {
  return { command: 'usage', problem };
}

export function oneOf<const Value extends string>(
  values: readonly Value[],
  given: string,
): Value | undefined {
  return values.find((value) => value === given);
}
