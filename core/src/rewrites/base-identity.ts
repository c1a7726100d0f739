/** Name of the profile that a rewrite creates where no profile can be the source of a role. */
export const BASE_IDENTITY = 'base-identity';

/**
 * The command by which aws-vault gives a user's own keys to the AWS tools. Without `--no-session` it would give a
 * session, and every role on top of one is limited to an hour.
 * https://github.com/ByteNess/aws-vault/blob/main/USAGE.md
 */
export function vaultProcess(profile: string): string {
  return `aws-vault export --format=json --no-session ${profile}`;
}
