import type { CredentialProvider } from '../aws/credential-provider.ts';
import type { ProfileSetting } from '../aws/profile-setting.ts';

/** The setting that makes a profile what it is. */
export function decisiveSetting(provider: CredentialProvider): ProfileSetting | undefined {
  switch (provider.type) {
    case 'role':
      return provider.roleArn;
    case 'web-identity':
      return provider.tokenFile;
    case 'sso':
      return provider.roleName ?? provider.accountId;
    case 'login':
      return provider.session;
    case 'process':
      return provider.command;
    case 'static':
      return provider.accessKeyId;
    case 'none':
      return undefined;
  }
}
