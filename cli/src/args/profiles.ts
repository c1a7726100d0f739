import { choiceOf, commandLine, usage, type CommandLine } from './command-line.ts';
import type { Options } from './option.ts';

export interface ProfilesCommand {
  readonly command: 'profiles';
  readonly json: boolean;
  /** Whose reading is asked for; `undefined` means both, in text, and the AWS CLI's in JSON. */
  readonly reader: 'cli' | 'js' | undefined;
  /** In JSON, also where each value stands and how each profile comes to its credentials. */
  readonly origins: boolean;
  /** As given; `undefined` means where the environment says. */
  readonly config: string | undefined;
  readonly credentials: string | undefined;
}

const READERS = ['cli', 'js'] as const;

const OPTIONS = {
  json: { type: 'boolean', help: 'one JSON object instead of text' },
  origins: {
    type: 'boolean',
    help: 'with --json, also where each value stands and how each profile comes to its credentials',
  },
  as: {
    type: 'string',
    choices: READERS,
    help: 'read as the AWS CLI and boto3, or as the AWS SDK for JavaScript (default: both, and in JSON cli)',
  },
  config: {
    type: 'string',
    value: 'FILE',
    completes: 'file',
    help: 'default: AWS_CONFIG_FILE, else ~/.aws/config',
  },
  credentials: {
    type: 'string',
    value: 'FILE',
    completes: 'file',
    help: 'default: AWS_SHARED_CREDENTIALS_FILE, else ~/.aws/credentials',
  },
} as const satisfies Options;

/** `keyless profiles`. */
export const profilesLine: CommandLine<ProfilesCommand> = commandLine(OPTIONS, {
  name: 'profiles',
  usage: 'keyless profiles [options]',
  summary: 'show what the tools make of the AWS files',
  help: 'Shows each profile as the AWS tools read it: where every value comes from, where the tools differ, and how the profile comes to its credentials. Every secret is masked.',
  read: ({ values, positionals }) => {
    if (positionals.length > 0) return usage('profiles takes no paths: use --config and --credentials');
    const reader = choiceOf('as', READERS, values.as, undefined);
    if (values.config === '' || values.credentials === '') return usage('A path is empty');
    const { config, credentials, json = false, origins = false } = values;
    if (origins && !json) return usage('--origins goes with --json: without it they are always shown');
    return { command: 'profiles', json, reader, origins, config, credentials };
  },
});
