import type { CredentialProvider, Profile, ProfileGraph } from '@keyless/core';
import { textSetting } from '../setting-text.ts';

/** What a profile says of its sign-in to IAM Identity Center; parts that are missing or no texts are `undefined`. */
export interface SsoSettings {
  /** `sso_session`; absent in the old form. */
  readonly sessionName: string | undefined;
  /** Whether the section that `sso_session` names is there; true in the old form. */
  readonly found: boolean;
  readonly startUrl: string | undefined;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  readonly roleName: string | undefined;
}

/** Reads them from the profile and the section that it names, as botocore does. */
export function ssoSettings(
  profile: Profile,
  provider: Extract<CredentialProvider, { readonly type: 'sso' }>,
  graph: Pick<ProfileGraph, 'ssoSessions'>,
): SsoSettings {
  const sessionName = textSetting(provider.session);
  const session = sessionName === undefined ? undefined : graph.ssoSessions.get(sessionName);
  const settings = session?.settings ?? profile.settings;
  return {
    sessionName,
    found: sessionName === undefined || session !== undefined,
    startUrl: textSetting(settings.get('sso_start_url')),
    region: textSetting(settings.get('sso_region')),
    accountId: textSetting(provider.accountId),
    roleName: textSetting(provider.roleName),
  };
}
