import { parseArgs, type ParseArgsConfig } from 'node:util';
import { GLOBAL, globalCommand, usage, type CommandLine } from './command-line.ts';

export interface ExplainCommand {
  readonly command: 'explain';
  /** The profile that the failed command used; `undefined` means what the environment says. */
  readonly profile: string | undefined;
  readonly json: boolean;
}

const OPTIONS = {
  ...GLOBAL,
  profile: { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

/** `keyless explain`. */
export const explainLine: CommandLine<ExplainCommand> = {
  name: 'explain',
  usage: 'keyless explain [options] < OUTPUT',
  help: `Reads the output of a failed command from standard input and tells what its
AWS error truly means and what mends it.

--profile PROFILE            the profile that the command used (default:
                             AWS_PROFILE, else default)
--json                       one JSON object instead of text`,
  parse: (args) => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const asked = globalCommand(values);
    if (asked) return asked;
    if (positionals.length > 0) return usage('explain takes no arguments: it reads standard input');
    if (values.profile === '') return usage('The profile is empty');
    return { command: 'explain', profile: values.profile, json: values.json ?? false };
  },
};
