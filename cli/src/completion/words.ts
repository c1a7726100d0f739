import type { CommandLine } from '../args/command-line.ts';
import { GLOBAL, type Completes, type OptionSpec } from '../args/option.ts';

/** What a shell has to know to complete a command line. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** What stands for its arguments. */
  readonly operands: ValueWords;
}

export interface OptionWords {
  /** With its dashes. */
  readonly long: string;
  readonly short: string | undefined;
  readonly help: string;
  readonly multiple: boolean;
  /** `undefined` for an option without a value. */
  readonly value: ValueWords | undefined;
  /** A value only behind an equals sign, because the option means something alone. */
  readonly onlyWithEquals: boolean;
}

/** The words that a value can be; or files. Neither means that nothing can be known. */
export interface ValueWords {
  readonly choices: readonly string[];
  readonly files: boolean;
}

/** Reads the table of commands; `ruleIds` are what a rule is completed with. */
export function wordsOf(
  lines: readonly CommandLine<unknown>[],
  ruleIds: readonly string[],
): readonly CommandWords[] {
  const value = (spec: { readonly choices?: readonly string[]; readonly completes?: Completes }) => ({
    choices: spec.completes === 'rule' ? ruleIds : (spec.choices ?? []),
    files: spec.completes === 'file' || spec.completes === 'folder',
  });
  return lines.map(({ name, summary, options, operands }) => ({
    name,
    summary,
    options: Object.entries({ ...options, ...GLOBAL } as Readonly<Record<string, OptionSpec>>).map(
      ([option, spec]) => ({
        long: `--${option}`,
        short: spec.short === undefined ? undefined : `-${spec.short}`,
        help: spec.help,
        multiple: spec.multiple ?? false,
        value: spec.type === 'string' ? value(spec) : undefined,
        onlyWithEquals: spec.bare !== undefined,
      }),
    ),
    operands: value(operands ?? {}),
  }));
}
