import type { ParseArgsConfig } from 'node:util';

/** What a shell can complete a value or an argument with. */
export type Completes = 'file' | 'folder' | 'rule';

/**
 * An option of a command, described once: Node's parser, the help and the completion scripts read this. Whatever Node
 * does not know of it, it leaves alone.
 */
export interface OptionSpec {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** Whether it may be given several times. */
  readonly multiple?: boolean;
  /** What the help calls the value, e.g. `FILE`; left out where the choices stand for themselves. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly completes?: Completes;
  /** The value that the option has when it stands alone, e.g. `safe` for `--fix`. Others then need an equals sign. */
  readonly bare?: string;
  /** What it does, in words for the help. */
  readonly help: string;
}

export type Options = Readonly<Record<string, OptionSpec>>;

/** The options that every command has. */
export const GLOBAL = {
  help: { type: 'boolean', short: 'h', help: 'print this help' },
  version: { type: 'boolean', short: 'V', help: 'print the version' },
} as const satisfies Options & ParseArgsConfig['options'];

/** A command line in which options that stand alone have their value: Node knows none with a value that is optional. */
export function withBareValues(args: readonly string[], options: Options): string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  return args.map((arg, index) => {
    const bare = index < end && arg.startsWith('--') ? options[arg.slice(2)]?.bare : undefined;
    return bare === undefined ? arg : `${arg}=${bare}`;
  });
}
