import { commandLine, usage, type CommandLine } from './command-line.ts';

export interface RefreshCommand {
  readonly command: 'refresh';
  readonly profile: string;
}

/** `keyless refresh`. */
export const refreshLine: CommandLine<RefreshCommand> = commandLine(
  {},
  {
    name: 'refresh',
    usage: 'keyless refresh PROFILE',
    summary: 'assume the role of a profile anew',
    help: 'Assumes the role of a profile through STS and writes the session into the cache of the AWS CLI, so that the next aws --profile PROFILE uses it. Asks for an MFA code where the profile names a device.',
    read: ({ positionals }) => {
      const [profile, ...more] = positionals;
      if (profile === undefined || profile === '') return usage('refresh needs the name of a profile');
      if (more.length > 0) return usage('refresh takes one profile');
      return { command: 'refresh', profile };
    },
  },
);
