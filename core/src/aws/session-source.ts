import { SecretValue } from '../secret/secret-value.ts';
import { parseAccessKeyId } from './access-key-id.ts';
import { providerOfProfile, type CredentialProvider, type StaticProvider } from './credential-provider.ts';
import type { Profile } from './profile.ts';
import type { ProfileSetting } from './profile-setting.ts';
import { sourceHop } from './profile-chain.ts';

/** `unknown` where only the moment tells: the environment, a command, a console login. */
export type SessionAnswer = boolean | 'unknown';

type Profiles = ReadonlyMap<string, Profile>;

/**
 * Whether what a provider gives is a session of STS, with a token, rather than a user's long-term keys.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function givesSession(provider: CredentialProvider, profiles: Profiles): SessionAnswer {
  return givesSessionBehind(provider, profiles, new Set());
}

/**
 * Whether a role profile's role is assumed with a session: STS then grants one hour at most, whatever the role allows
 * (role chaining). `false` for a profile that assumes no role through AssumeRole; `unknown` also for one without source.
 */
export function isChained(profile: Profile, profiles: Profiles): SessionAnswer {
  const provider = providerOfProfile(profile);
  if (provider.type !== 'role') return false;
  const source = sourceHop(profile, profiles);
  if (source) return givesSession(source.provider, profiles);
  if (provider.source.type !== 'credential-source') return 'unknown';
  // What an instance or a container has is its role's session, and a further role is chained to it.
  return (
    provider.source.name === 'Ec2InstanceMetadata' || provider.source.name === 'EcsContainer' || 'unknown'
  );
}

function givesSessionBehind(
  provider: CredentialProvider,
  profiles: Profiles,
  visited: ReadonlySet<string>,
): SessionAnswer {
  switch (provider.type) {
    case 'static':
      return isStaticSession(provider);
    case 'role':
    case 'web-identity':
    case 'sso':
      return true;
    case 'process':
      return processGivesSession(provider.command, profiles, visited);
    case 'login':
    case 'none':
      return 'unknown';
  }
}

/** A token makes a session; without one the id tells, and a stand-in for an id tells nothing. */
function isStaticSession({ accessKeyId, sessionToken }: StaticProvider): SessionAnswer {
  if (sessionToken && !isEmpty(sessionToken)) return true;
  const kind =
    accessKeyId.value instanceof SecretValue ? parseAccessKeyId(accessKeyId.value)?.kind : undefined;
  return kind === undefined ? 'unknown' : kind === 'ASIA';
}

function isEmpty({ value }: ProfileSetting): boolean {
  return value instanceof SecretValue ? value.isEmpty : value === '';
}

const AWS_VAULT = /(?:^|[\s/\\"'])aws-vault(?:\.exe)?["']?\s+(?:export|exec)\b/iu;
const NO_SESSION = /\s(?:--no-session|-n)(?:\s|$)/u;
const BRIDGE = /\bconfigure\s+export-credentials\b/u;

/** What is known of two commands that profiles often hold; all others may print anything. */
function processGivesSession(
  setting: Pick<ProfileSetting, 'value'>,
  profiles: Profiles,
  visited: ReadonlySet<string>,
): SessionAnswer {
  const command = processTarget(setting);
  if (command === undefined || command.tool === 'other') return 'unknown';
  const target = command.profile === undefined ? undefined : profiles.get(command.profile);
  if (command.tool === 'aws-vault') {
    // Without the option aws-vault asks STS for a session first; with it, only a role of its own makes one.
    return command.session || target?.settings.has('role_arn') === true;
  }
  // The AWS CLI prints what the other profile gives, unless that one leads back here.
  if (!target || visited.has(target.name)) return 'unknown';
  return givesSessionBehind(providerOfProfile(target), profiles, new Set([...visited, target.name]));
}

/** What a `credential_process` asks for credentials, as far as its text tells. */
export interface ProcessTarget {
  /** `aws`: its command that prints what another profile gives. */
  readonly tool: 'aws-vault' | 'aws' | 'other';
  /** Whose credentials it prints. */
  readonly profile: string | undefined;
  /** Whether aws-vault asks STS for a session first. */
  readonly session: boolean;
}

/** Reads the command of a profile; `undefined` for a block. */
export function processTarget({ value }: Pick<ProfileSetting, 'value'>): ProcessTarget | undefined {
  if (value instanceof SecretValue) return value.derive(commandFacts);
  return typeof value === 'string' ? commandFacts(value) : undefined;
}

function commandFacts(command: string): ProcessTarget {
  if (AWS_VAULT.test(command)) {
    return {
      tool: 'aws-vault',
      profile: unquoted(command.trim().split(/\s+/u).at(-1)),
      session: !NO_SESSION.test(command),
    };
  }
  if (!BRIDGE.test(command)) return { tool: 'other', profile: undefined, session: false };
  return { tool: 'aws', profile: unquoted(/\s--profile[\s=]+(\S+)/u.exec(command)?.[1]), session: false };
}

function unquoted(word: string | undefined): string | undefined {
  return word?.replaceAll(/^["']|["']$/gu, '');
}
