import {
  safe,
  safeName,
  type ChainHop,
  type CredentialProvider,
  type Profile,
  type ProfileChain,
  type SafeText,
} from '@keyless/core';
import { awsCommand } from '../mend.ts';
import type { HopProblem } from './role-hop.ts';

/**
 * Why a chain of profiles leads to no role that can be assumed, in the AWS CLI as here; `undefined` for one that can
 * be followed to its end.
 */
export function chainProblem({ end, hops }: ProfileChain): HopProblem | undefined {
  const [first] = hops;
  const name = safeName((hops.at(-1) ?? first).profile.name);
  switch (end.type) {
    case 'root':
      return first.provider.type === 'role' ? undefined : notARole(first);
    case 'no-credentials':
      return hops.length === 1 ? notARole(first) : withoutCredentials(name);
    case 'no-source':
      return {
        problem: safe`Profile ${name} has a role_arn, but neither source_profile nor credential_source`,
        action: safe`Add source_profile with the name of the profile whose credentials assume the role`,
      };
    case 'conflicting-sources':
      return {
        problem: safe`Profile ${name} has both source_profile and credential_source`,
        action: safe`Remove one of them: the AWS CLI fails on it too`,
      };
    case 'dangling':
      return {
        problem: safe`The source_profile ${safeName(end.name ?? '(not a name)')} of profile ${name} does not exist`,
        action: safe`Correct its name; in config a profile is [profile NAME], in credentials [NAME]`,
      };
    case 'cycle':
      return {
        problem: safe`The source profiles run in a circle: ${circle(hops, end.name)}`,
        action: safe`Let one of them name a profile with credentials of its own`,
      };
    case 'too-long':
      return {
        problem: safe`The chain of source profiles goes on behind ${hops.length} of them`,
        action: safe`Let one of them name a profile with credentials of its own`,
      };
  }
}

function withoutCredentials(name: SafeText): HopProblem {
  return {
    problem: safe`The source profile ${name} has no credentials`,
    action: safe`Add keys, a credential_process, a login or a role to it: the AWS CLI fails on it too`,
  };
}

/** A profile without a role has nothing to refresh by AssumeRole; what it has, other commands renew. */
function notARole({ profile, provider }: ChainHop): HopProblem {
  return {
    problem: safe`Profile ${safeName(profile.name)} assumes no role with AssumeRole`,
    action: renewal(provider, profile),
  };
}

function renewal(provider: CredentialProvider, profile: Profile): SafeText {
  switch (provider.type) {
    case 'sso':
      return safe`It gets its session by SSO: run ${awsCommand(safe`sso login`, profile.name)}`;
    case 'login':
      return safe`It gets its session by a console login: run ${awsCommand(safe`login`, profile.name)}`;
    case 'web-identity':
      return safe`It exchanges a token for its session: the AWS CLI does that and caches it with the next command`;
    case 'process':
      return safe`Its credential_process gives new credentials with every command`;
    case 'static':
    case 'none':
    case 'role':
      return safe`Pick a profile that has role_arn and source_profile`;
  }
}

function circle(hops: ProfileChain['hops'], again: string): SafeText {
  const names = [...hops.map(({ profile }) => profile.name), again].map((name) => safeName(name));
  return names.reduce((path, name) => safe`${path} → ${name}`);
}
