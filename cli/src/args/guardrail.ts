import { guardrails } from '@keyless/core';
import { commandLine, usage, type CommandLine } from './command-line.ts';
import type { Options } from './option.ts';

const KINDS = guardrails.map(({ kind }) => kind);

export type GuardrailCommand =
  | { readonly command: 'guardrail'; readonly action: 'list'; readonly json: boolean }
  | {
      readonly command: 'guardrail';
      readonly action: 'write';
      readonly kind: string;
      /** Where to write, relative to the working folder; `-` is standard output, `undefined` where it belongs. */
      readonly output: string | undefined;
      /** Whether to write over a file that is there. */
      readonly force: boolean;
    };

const OPTIONS = {
  json: { type: 'boolean', help: 'list: one JSON object instead of a table' },
  output: {
    type: 'string',
    value: 'FILE',
    completes: 'file',
    help: 'write: another place for it; - is standard output',
  },
  force: { type: 'boolean', help: 'write: replace a file that is there already' },
} as const satisfies Options;

/** The options that belong to the other action. */
const FOREIGN = { list: ['output', 'force'], write: ['json'] } as const;

/** `keyless guardrail`. */
export const guardrailLine: CommandLine<GuardrailCommand> = commandLine(OPTIONS, {
  name: 'guardrail',
  usage: 'keyless guardrail list|write [options] [KIND]',
  summary: 'write files that keep keys out',
  help: `Lists the guardrails, or writes one where it belongs below the working folder: CI jobs and hooks that run Keyless, policies for other tools, and templates for AWS. Each says in its head what it catches and what it does not. The kinds are ${KINDS.join(', ')}.`,
  operands: { choices: ['list', 'write', ...KINDS] },
  read: ({ values, positionals }) => {
    const [action, kind, ...more] = positionals;
    if (action !== 'list' && action !== 'write') return usage('guardrail is followed by list or write');
    const foreign = FOREIGN[action].find((name) => values[name] !== undefined);
    if (foreign !== undefined) return usage(`Unknown option '--${foreign}' for guardrail ${action}`);
    if (action === 'list') {
      if (kind !== undefined) return usage('guardrail list takes no kind');
      return { command: 'guardrail', action, json: values.json ?? false };
    }
    const known = KINDS.find((one) => one === kind);
    if (known === undefined || more.length > 0)
      return usage(`guardrail write takes one of ${KINDS.join(', ')}`);
    if (values.output === '') return usage('A path is empty');
    return {
      command: 'guardrail',
      action,
      kind: known,
      output: values.output,
      force: values.force ?? false,
    };
  },
});
