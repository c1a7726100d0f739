import { parseArgs, type ParseArgsConfig } from 'node:util';
import { GLOBAL, globalCommand, oneOf, usage, type CommandLine } from './command-line.ts';

export interface ProfilesCommand {
  readonly command: 'profiles';
  readonly reader: 'cli' | 'js';
  /** As given; `undefined` means where the environment says. */
  readonly config: string | undefined;
  readonly credentials: string | undefined;
}

const OPTIONS = {
  ...GLOBAL,
  json: { type: 'boolean' },
  as: { type: 'string' },
  config: { type: 'string' },
  credentials: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** `keyless profiles`. */
export const profilesLine: CommandLine<ProfilesCommand> = {
  name: 'profiles',
  usage: 'keyless profiles --json [options]',
  help: `Prints what a tool makes of the two AWS files, with every secret masked.

--json                       the only form of output; required
--as cli|js                  read as the AWS CLI and boto3 (default) or as the
                             AWS SDK for JavaScript
--config FILE                default: AWS_CONFIG_FILE, else ~/.aws/config
--credentials FILE           default: AWS_SHARED_CREDENTIALS_FILE, else
                             ~/.aws/credentials`,
  parse: (args) => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const asked = globalCommand(values);
    if (asked) return asked;
    if (positionals.length > 0) return usage('profiles takes no paths: use --config and --credentials');
    if (values.json !== true) return usage('profiles needs --json, its only form of output');
    const reader = oneOf(['cli', 'js'], values.as ?? 'cli');
    if (reader === undefined) return usage('--as is cli or js');
    if (values.config === '' || values.credentials === '') return usage('A path is empty');
    return { command: 'profiles', reader, config: values.config, credentials: values.credentials };
  },
};
