import { commandLine, usage, type CommandLine } from './command-line.ts';
import type { Options } from './option.ts';

export interface SessionsCommand {
  readonly command: 'sessions';
  readonly json: boolean;
}

const OPTIONS = {
  json: { type: 'boolean', help: 'one JSON object instead of a table' },
} as const satisfies Options;

/** `keyless sessions`. */
export const sessionsLine: CommandLine<SessionsCommand> = commandLine(OPTIONS, {
  name: 'sessions',
  usage: 'keyless sessions [--json]',
  summary: 'list role profiles and when their sessions end',
  help: 'Lists the profiles that assume a role, and when the session of each ends, by the cache of the AWS CLI.',
  read: ({ values, positionals }) => {
    if (positionals.length > 0) return usage('sessions takes no names: it lists all role profiles');
    return { command: 'sessions', json: values.json ?? false };
  },
});
