import { parseAccessKeyId, type AccessKeyId, type AccessKeyKind } from './access-key-id.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';
import type { CredentialSet, CredentialSite } from './credential-set.ts';

/** Whether a site holds a value itself, instead of taking it from a secret store. */
export function isLiteral(site: CredentialSite): boolean {
  return site.origin !== 'stored-secret';
}

/** The access key id that a site gives literally; `undefined` where the value is no id of a known kind. */
export function accessKeyIdOf(site: CredentialSite): AccessKeyId | undefined {
  return site.part === 'access-key-id' && isLiteral(site) ? parseAccessKeyId(site.value) : undefined;
}

/**
 * Whether an access key id is a session's or a user's. A placeholder such as `<your key>` does not tell by itself:
 * a session token beside it does.
 */
export function accessKeyKindOf(site: CredentialSite, set: CredentialSet): AccessKeyKind | undefined {
  const kind = accessKeyIdOf(site)?.kind;
  if (kind || site.part !== 'access-key-id' || site.origin !== 'placeholder') return kind;
  return set.sites.some((one) => one.part === 'session-token') ? 'ASIA' : 'AKIA';
}

/** How a literal value stands in its file, for messages. */
export function writtenForm({ encoded }: CredentialSite): SafeText {
  return encoded === true ? safe`in base64, which hides nothing` : safe`in plain text`;
}
