import { safe, safeName, type SafeText } from '@keyless/core';
import { split } from 'shlex';
import type { ReadProfiles } from '../profiles.ts';
import { describeSource } from '../refresh/read-source.ts';

/** Whose credentials a command has used, as far as it can be told from outside. */
export interface CredentialsInUse {
  /** As written in the files; absent where variables gave the keys. */
  readonly profile: string | undefined;
  /** For a sentence: `profile deploy, a role from the keys of profile base`. */
  readonly description: SafeText;
  /** What gives the credentials; tells what mends them. */
  readonly provider:
    'environment' | 'role' | 'static' | 'sso' | 'login' | 'process' | 'web-identity' | 'none';
  /** The profile at the end of the chain, which holds the keys or signs in. */
  readonly sourceProfile: string | undefined;
}

/** What is known of a command that failed. */
export interface FailedCommand {
  /** As typed; only `--profile` and the variables before the command are looked at. */
  readonly line?: string | undefined;
  /** Named by whoever asks; wins over the line. */
  readonly profile?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The profile that a command line names: `--profile x`, `AWS_PROFILE=x aws …`; `undefined` where it names none. Never
 * throws; an odd line names none.
 */
export function profileOfCommand(line: string): string | undefined {
  const words = wordsOf(line);
  const variable = words.find((word) => /^AWS_(?:DEFAULT_)?PROFILE=./u.test(word));
  const at = words.findIndex((word) => word === '--profile' || word.startsWith('--profile='));
  const word = words[at];
  if (word === undefined) return variable?.slice(variable.indexOf('=') + 1);
  return word === '--profile' ? words[at + 1] : word.slice('--profile='.length);
}

/** Tells whose credentials the AWS CLI and boto3 take: `--profile`, then keys of the environment, then a profile. */
export function credentialsInUse(
  loaded: ReadProfiles,
  { line, profile, env }: FailedCommand,
): CredentialsInUse {
  const named = profile ?? (line === undefined ? undefined : profileOfCommand(line));
  if (named === undefined && env['AWS_ACCESS_KEY_ID']) {
    return {
      profile: undefined,
      description: safe`the AWS variables of the environment`,
      provider: 'environment',
      sourceProfile: undefined,
    };
  }
  return ofProfile(loaded, named ?? env['AWS_PROFILE'] ?? env['AWS_DEFAULT_PROFILE'] ?? 'default');
}

function ofProfile({ graph }: ReadProfiles, profile: string): CredentialsInUse {
  const label = safe`profile ${safeName(profile)}`;
  const chain = graph.chainOf(profile);
  const last = chain?.hops.at(-1);
  if (!chain || !last) {
    return {
      profile,
      description: safe`${label}, which does not exist`,
      provider: 'none',
      sourceProfile: undefined,
    };
  }
  const [first] = chain.hops;
  const provider = first.provider.type;
  const description =
    provider === 'role'
      ? safe`${label}, a role that is assumed from the ${describeSource(last)}`
      : safe`the ${describeSource(first)}`;
  return { profile, description, provider, sourceProfile: last.profile.name };
}

function wordsOf(line: string): readonly string[] {
  try {
    return split(line);
  } catch {
    return line.split(/\s+/u);
  }
}
