/** Writes an expiration as STS and the AWS CLI v1 do, in whole seconds; both versions read it. */
export function writeExpiration(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
