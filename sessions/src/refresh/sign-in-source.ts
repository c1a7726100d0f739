import { resolve } from 'node:path';
import { safe, safeName, type CredentialProvider, type Profile, type SafeText } from '@keyless/core';
import { awsCommand } from '../mend.ts';
import type { ReadProfiles } from '../profiles.ts';
import { safeArn } from '../safe-path.ts';
import { textSetting } from '../setting-text.ts';
import { loginFile } from '../sign-in/login-cache.ts';
import { ssoSettings } from '../sign-in/sso-settings.ts';
import type { RefreshSource } from './refresh-plan.ts';
import type { HopProblem } from './role-hop.ts';
import { serviceTarget } from './service-target.ts';

type Provider<Type extends CredentialProvider['type']> = Extract<CredentialProvider, { readonly type: Type }>;

/** A source that a person signs in to through IAM Identity Center. */
export function ssoSource(
  profile: Profile,
  provider: Provider<'sso'>,
  loaded: ReadProfiles,
): RefreshSource | HopProblem {
  const name = safeName(profile.name);
  const { sessionName, found, startUrl, region, accountId, roleName } = ssoSettings(
    profile,
    provider,
    loaded.graph,
  );
  if (sessionName !== undefined && !found) {
    return {
      problem: safe`The sso_session ${safeName(sessionName)} of profile ${name} does not exist`,
      action: safe`Add a section [sso-session ${safeName(sessionName)}] to the config file, or correct the name`,
    };
  }
  if (!startUrl || !region || !accountId || !roleName) return incomplete(name);
  const target = serviceTarget(loaded, profile, { service: 'sso', region });
  if ('problem' in target) return target;
  return {
    kind: 'sso',
    profile: name,
    description: safe`the SSO session of profile ${name}`,
    tokenOf: sessionName ?? startUrl,
    accountId,
    roleName,
    target,
    signIn: awsCommand(safe`sso login`, profile.name),
  };
}

function incomplete(name: SafeText): HopProblem {
  return {
    problem: safe`Profile ${name} lacks a part of its SSO settings: sso_start_url, sso_region, sso_account_id or sso_role_name`,
    action: safe`Add what is missing, in the profile or in its sso-session: the AWS CLI fails on it too`,
  };
}

/** A source that a person signs in to with `aws login`. */
export function loginSource(
  profile: Profile,
  { session }: Provider<'login'>,
  { env, home }: ReadProfiles,
): RefreshSource | HopProblem {
  const name = safeName(profile.name);
  const arn = textSetting(session);
  if (!arn) {
    return {
      problem: safe`login_session of profile ${name} is empty or a block of settings`,
      action: safe`Run ${awsCommand(safe`login`, profile.name)}, which writes it`,
    };
  }
  return {
    kind: 'login',
    profile: name,
    description: safe`the console login of profile ${name}`,
    file: loginFile(home, env, arn),
    signIn: awsCommand(safe`login`, profile.name),
  };
}

/** A source that exchanges an OIDC token for a session. */
export function webIdentitySource(
  profile: Profile,
  { roleArn, tokenFile }: Provider<'web-identity'>,
  loaded: ReadProfiles,
): RefreshSource | HopProblem {
  const name = safeName(profile.name);
  const role = textSetting(roleArn);
  const file = textSetting(tokenFile);
  if (!role || !file) {
    return {
      problem: safe`Profile ${name} has web_identity_token_file, but no role_arn to exchange the token for`,
      action: safe`Add role_arn: the AWS CLI fails on it too`,
    };
  }
  const sessionName = textSetting(profile.settings.get('role_session_name'));
  const target = serviceTarget(loaded, profile, { service: 'sts', partition: role.split(':')[1] ?? 'aws' });
  if ('problem' in target) return target;
  return {
    kind: 'web-identity',
    profile: name,
    description: safe`the web identity of profile ${name}`,
    roleArn: role,
    shownRole: safeArn(role),
    roleSessionName: sessionName === '' ? undefined : sessionName,
    tokenFile: resolve(loaded.home, file),
    target,
  };
}
