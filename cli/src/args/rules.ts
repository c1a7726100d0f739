import { commandLine, usage, type CommandLine } from './command-line.ts';
import type { Options } from './option.ts';

export interface RulesCommand {
  readonly command: 'rules';
  readonly json: boolean;
}

const OPTIONS = {
  json: { type: 'boolean', help: 'one JSON object instead of a table' },
} as const satisfies Options;

/** `keyless rules`. */
export const rulesLine: CommandLine<RulesCommand> = commandLine(OPTIONS, {
  name: 'rules',
  usage: 'keyless rules [--json]',
  summary: 'list the rules',
  help: 'Lists the rules: how severe each is by default, whether it has fixes, and what it asks.',
  read: ({ values, positionals }) => {
    if (positionals.length > 0) return usage('rules takes no names: use explain-rule');
    return { command: 'rules', json: values.json ?? false };
  },
});
