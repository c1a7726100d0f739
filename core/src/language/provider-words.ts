import { parseAccessKeyId } from '../aws/access-key-id.ts';
import { parseRoleArn } from '../aws/arn.ts';
import type { CredentialProvider, StaticProvider } from '../aws/credential-provider.ts';
import { meantText } from '../aws/profile-sso.ts';
import { timeLeft } from '../aws/time-left.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { SecretValue } from '../secret/secret-value.ts';
import { code, phrase, type Phrase } from './prose.ts';

/** What a provider is, in a few words behind a name: `role Deploy in 123456789012`, `IAM Identity Center`. */
export function providerDetail(provider: CredentialProvider): SafeText {
  switch (provider.type) {
    case 'role': {
      const arn = parseRoleArn(meantText(provider.roleArn) ?? '');
      return arn ? safe`role ${safeName(arn.name)} in ${safeName(arn.accountId)}` : safe`role`;
    }
    case 'web-identity':
      return safe`role of a web identity`;
    case 'sso':
      return safe`IAM Identity Center`;
    case 'login':
      return safe`aws login`;
    case 'process':
      return safe`command`;
    case 'static':
      return isSession(provider) ? safe`pasted session` : safe`long-term keys`;
    case 'none':
      return safe`no credentials`;
  }
}

/** What a provider gives, as a phrase of a hover that starts with a small letter. */
export function providerPhrase(provider: CredentialProvider): Phrase {
  switch (provider.type) {
    case 'role':
      return phrase`role ${rolePhrase(meantText(provider.roleArn))}`;
    case 'web-identity':
      return phrase`role ${rolePhrase(meantText(provider.roleArn))} with the token of a file`;
    case 'sso': {
      const [role, account] = [meantText(provider.roleName), meantText(provider.accountId)];
      const set =
        role === undefined ? phrase`a permission set` : phrase`permission set ${code(safeName(role))}`;
      return account === undefined
        ? phrase`${set} of IAM Identity Center`
        : phrase`${set} of account ${code(safeName(account))} from IAM Identity Center`;
    }
    case 'login':
      return phrase`a session of ${code(safe`aws login`)}`;
    case 'process':
      return phrase`what a command prints`;
    case 'static':
      return staticPhrase(provider);
    case 'none':
      return phrase`nothing that gives credentials`;
  }
}

/** `ReadOnly of account 123456789012`, or the text as it stands where it is no ARN of a role. */
export function rolePhrase(text: string | undefined): Phrase {
  const arn = parseRoleArn(text ?? '');
  if (arn) return phrase`${code(safeName(arn.name))} of account ${code(safeName(arn.accountId))}`;
  return text === undefined || text === '' ? phrase`without a name` : [code(safeName(text))];
}

function staticPhrase(provider: StaticProvider): Phrase {
  const { accessKeyId } = provider;
  const key = accessKeyId.value instanceof SecretValue ? parseAccessKeyId(accessKeyId.value) : undefined;
  const kind = isSession(provider) ? safe`session key` : safe`long-term key`;
  if (!key) return phrase`a static key`;
  const account = key.accountId === undefined ? [] : phrase` of account ${code(safeName(key.accountId))}`;
  return phrase`${kind} ${code(key.masked)}${account}`;
}

function isSession({ accessKeyId, sessionToken }: StaticProvider): boolean {
  const { value } = accessKeyId;
  return (
    sessionToken !== undefined || (value instanceof SecretValue && parseAccessKeyId(value)?.kind === 'ASIA')
  );
}

/** How long a session still lasts at a moment, or since when it has not: `42 min left`, `session ended 3 h ago`. */
export function leftText(expiresAt: Date, now: Date): SafeText {
  const left = expiresAt.getTime() - now.getTime();
  return left <= 0 ? safe`session ended ${timeLeft(Math.max(1, -left))} ago` : safe`${timeLeft(left)} left`;
}
