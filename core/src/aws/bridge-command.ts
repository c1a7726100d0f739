import { splitShellWords } from '../documents/ini/shell-words.ts';

const AWS = /(?:^|[/\\])aws(?:\.exe)?$/iu;

/**
 * The profile whose credentials a `credential_process` hands on through the AWS CLI, e.g. `dev` of
 * `aws configure export-credentials --profile dev --format process`. `undefined` for every other command.
 */
export function bridgedProfile(command: string): string | undefined {
  const words = splitShellWords(command)?.map(({ text }) => text) ?? [];
  const [program = '', ...args] = words;
  if (!AWS.test(program)) return undefined;
  const at = args.indexOf('export-credentials');
  if (at < 1 || args[at - 1] !== 'configure') return undefined;
  const option = args.findIndex((text) => text === '--profile' || text.startsWith('--profile='));
  const [, inOne] = args[option]?.split(/=(.*)/su) ?? [];
  return inOne ?? args[option + 1];
}
