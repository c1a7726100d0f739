import {
  safe,
  safeName,
  type ProfileChain,
  type RoleProvider,
  type SafeText,
  type SecretValue,
  type StaticProvider,
} from '@keyless/core';
import type { ReadProfiles } from '../profiles.ts';
import { secretValue } from '../setting-text.ts';
import type { RefreshSource } from './refresh-plan.ts';
import type { HopProblem } from './role-hop.ts';
import { loginSource, ssoSource, webIdentitySource } from './sign-in-source.ts';

/** Where the first role of a chain gets its credentials, or why the AWS CLI itself would get none there. */
export function readSource(chain: ProfileChain, loaded: ReadProfiles): RefreshSource | HopProblem {
  const [refreshed] = chain.hops;
  const { profile, provider } = chain.hops.at(-1) ?? refreshed;
  const name = safeName(profile.name);
  switch (provider.type) {
    case 'static':
      return staticSource(name, provider);
    case 'process':
      return processSource(name, secretValue(provider.command));
    case 'role':
      return roleSource(name, provider);
    case 'sso':
      return ssoSource(profile, provider, loaded);
    case 'login':
      return loginSource(profile, provider, loaded);
    case 'web-identity':
      return webIdentitySource(profile, provider, loaded);
    case 'none':
      return {
        problem: safe`The source profile ${name} has no credentials`,
        action: safe`Add keys, a credential_process, a login or a role to it: the AWS CLI fails on it too`,
      };
  }
}

/** Says in short where the credentials behind a chain come from, e.g. `keys of profile base`. */
export function describeSource({ profile, provider }: ProfileChain['hops'][number]): SafeText {
  const name = safeName(profile.name);
  switch (provider.type) {
    case 'static':
      return safe`keys of profile ${name}`;
    case 'process':
      return safe`credential_process of profile ${name}`;
    case 'sso':
      return safe`SSO login of profile ${name}`;
    case 'login':
      return safe`console login of profile ${name}`;
    case 'web-identity':
      return safe`web identity of profile ${name}`;
    case 'none':
      return safe`profile ${name}, which has no credentials`;
    case 'role':
      return describeRoleSource(provider);
  }
}

function describeRoleSource({ source }: RoleProvider): SafeText {
  switch (source.type) {
    case 'credential-source':
      return safe`credential_source ${safeName(source.name ?? '(not a name)')}`;
    case 'profile':
      return safe`profile ${safeName(source.name ?? '(not a name)')}`;
    case 'conflict':
      return safe`both source_profile and credential_source`;
    case 'none':
      return safe`no source`;
  }
}

function staticSource(name: SafeText, provider: StaticProvider): RefreshSource | HopProblem {
  const description = safe`the keys of profile ${name} in the ${safeName(provider.file)} file`;
  const accessKeyId = secretValue(provider.accessKeyId);
  const secretAccessKey = secretValue(provider.secretAccessKey);
  const sessionToken = secretValue(provider.sessionToken);
  if (!accessKeyId || accessKeyId.isEmpty) return missingPart(safe`aws_access_key_id`, description);
  if (!secretAccessKey || secretAccessKey.isEmpty)
    return missingPart(safe`aws_secret_access_key`, description);
  return {
    kind: 'static',
    profile: name,
    description,
    credentials: {
      accessKeyId,
      secretAccessKey,
      sessionToken: sessionToken?.isEmpty ? undefined : sessionToken,
    },
  };
}

function missingPart(key: SafeText, description: SafeText): HopProblem {
  return {
    problem: safe`${key} is missing from ${description}`,
    action: safe`Key id and secret (and the token, where there is one) must stand in the same file`,
  };
}

function processSource(name: SafeText, command: SecretValue | undefined): RefreshSource | HopProblem {
  const description = safe`the credentials from the process of profile ${name}`;
  if (command) return { kind: 'process', profile: name, description, command };
  return {
    problem: safe`credential_process of profile ${name} is a block of settings, not a command`,
    action: safe`Write the command on the line of its key`,
  };
}

function roleSource(name: SafeText, { source }: RoleProvider): RefreshSource | HopProblem {
  const named = source.type === 'credential-source' ? source.name : undefined;
  switch (named) {
    case 'Environment':
      return { kind: 'environment', profile: name, description: safe`the AWS variables of the environment` };
    case 'EcsContainer':
      return { kind: 'container', profile: name, description: safe`the role of the container` };
    case 'Ec2InstanceMetadata':
      return { kind: 'instance', profile: name, description: safe`the role of the instance` };
    default:
      return {
        problem: safe`The credential_source ${safeName(named ?? '(not a name)')} of profile ${name} is not valid`,
        action: safe`Write Environment, Ec2InstanceMetadata or EcsContainer, exactly so`,
      };
  }
}
