import { commandLine, usage, type CommandLine } from './command-line.ts';
import type { Options } from './option.ts';

export interface ExplainCommand {
  readonly command: 'explain';
  /** The profile that the failed command used; `undefined` means what the environment says. */
  readonly profile: string | undefined;
  readonly json: boolean;
}

const OPTIONS = {
  profile: {
    type: 'string',
    value: 'PROFILE',
    help: 'the profile that the command used (default: AWS_PROFILE, else default)',
  },
  json: { type: 'boolean', help: 'one JSON object instead of text' },
} as const satisfies Options;

/** `keyless explain`. */
export const explainLine: CommandLine<ExplainCommand> = commandLine(OPTIONS, {
  name: 'explain',
  usage: 'keyless explain [options] < OUTPUT',
  summary: 'tell what an AWS error means',
  help: 'Reads the output of a failed command from standard input and tells what its AWS error truly means and what mends it.',
  read: ({ values, positionals }) => {
    if (positionals.length > 0) return usage('explain takes no arguments: it reads standard input');
    if (values.profile === '') return usage('The profile is empty');
    return { command: 'explain', profile: values.profile, json: values.json ?? false };
  },
});
