import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pythonJson, type PythonJsonValue } from './python-json.ts';

/** What a profile gives an AssumeRole call; the AWS CLI names its cache entry after exactly these. */
export interface AssumeRoleArguments {
  readonly roleArn: string;
  /** `role_session_name`; a name that was made up for one call is not part of it. */
  readonly roleSessionName?: string | undefined;
  readonly externalId?: string | undefined;
  /** `mfa_serial`. */
  readonly serialNumber?: string | undefined;
  /** `duration_seconds` where Python's `int()` accepts it; otherwise the AWS CLI drops it, and so must the caller. */
  readonly durationSeconds?: number | bigint | undefined;
}

/** The folder of the AWS CLI's cache. It is always under the home folder: no variable moves it. */
export function cliCacheFolder(home: string): string {
  return join(home, '.aws', 'cli', 'cache');
}

/**
 * The file name that the AWS CLI gives the session of an AssumeRole call: the SHA-1 of the arguments as Python's
 * `json.dumps(args, sort_keys=True)` writes them (botocore, `BaseAssumeRoleCredentialFetcher._create_cache_key`).
 * Profiles that agree in these arguments share one entry, whatever their source is.
 */
export function assumeRoleCacheName(call: AssumeRoleArguments): string {
  // An empty session name is replaced by a generated one, which botocore keeps out of the name.
  const sessionName = call.roleSessionName === '' ? undefined : call.roleSessionName;
  const sorted: readonly (readonly [string, PythonJsonValue | undefined])[] = [
    ['DurationSeconds', call.durationSeconds],
    ['ExternalId', call.externalId],
    ['RoleArn', call.roleArn],
    ['RoleSessionName', sessionName],
    ['SerialNumber', call.serialNumber],
  ];
  const present = sorted.filter((pair): pair is readonly [string, PythonJsonValue] => pair[1] !== undefined);
  return nameOf(pythonJson(Object.fromEntries(present)));
}

function nameOf(json: string): string {
  return `${createHash('sha1').update(json).digest('hex')}.json`;
}

/**
 * The file name that the AWS CLI v2 gives the session of a permission set. Unlike the other, it is made of JSON without
 * blanks (botocore, `SSOCredentialFetcher._create_cache_key`).
 * @param signIn The sso-session; in the old form the start URL.
 */
export function ssoCacheName(
  accountId: string,
  roleName: string,
  signIn: { readonly sessionName: string } | { readonly startUrl: string },
): string {
  const args: Record<string, PythonJsonValue> = { accountId, roleName, ...signIn };
  return nameOf(pythonJson(args, { item: ',', key: ':' }));
}
