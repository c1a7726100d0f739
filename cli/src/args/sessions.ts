import { parseArgs, type ParseArgsConfig } from 'node:util';
import { GLOBAL, globalCommand, usage, type CommandLine } from './command-line.ts';

export interface SessionsCommand {
  readonly command: 'sessions';
  readonly json: boolean;
}

const OPTIONS = { ...GLOBAL, json: { type: 'boolean' } } as const satisfies ParseArgsConfig['options'];

/** `keyless sessions`. */
export const sessionsLine: CommandLine<SessionsCommand> = {
  name: 'sessions',
  usage: 'keyless sessions [--json]',
  help: `Lists the profiles that assume a role, and when the session of each ends, by
the cache of the AWS CLI.

--json                       one JSON object instead of a table`,
  parse: (args) => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const asked = globalCommand(values);
    if (asked) return asked;
    if (positionals.length > 0) return usage('sessions takes no names: it lists all role profiles');
    return { command: 'sessions', json: values.json ?? false };
  },
};
