import type { CredentialPart } from '../credential-names.ts';
import { CREDENTIALS_ACTION } from './credentials-action-name.ts';

/** Inputs that mean AWS's keys whatever the action. Their spelling varies in case, `-` and `_`. */
const INPUTS: ReadonlyMap<string, CredentialPart> = new Map([
  ['aws-access-key-id', 'access-key-id'],
  ['aws-access-key', 'access-key-id'],
  ['aws-secret-access-key', 'secret-access-key'],
  ['aws-secret-key', 'secret-access-key'],
  ['aws-session-token', 'session-token'],
  ['aws-security-token', 'session-token'],
]);

/** Inputs that mean them only in an action for AWS: other clouds use the same words. */
const BARE_INPUTS: ReadonlyMap<string, CredentialPart> = new Map([
  ['access-key-id', 'access-key-id'],
  ['access-key', 'access-key-id'],
  ['secret-access-key', 'secret-access-key'],
  ['secret-key', 'secret-access-key'],
  ['session-token', 'session-token'],
]);

const AWS_ACTION = /aws|(?:^|[-_/])(?:ecr|ecs|eks|s3|lambda|cloudfront|beanstalk|dynamodb)(?:[-_/]|$)/iu;

/** The registry of an account, in all partitions, and the public one. */
const ECR_HOST =
  /^(?:\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|on\.aws)|public\.ecr\.aws)/iu;
const LOGIN_ACTION = 'docker/login-action';
const LOGIN_INPUTS: ReadonlyMap<string, CredentialPart> = new Map([
  ['username', 'access-key-id'],
  ['password', 'secret-access-key'],
]);

/** Which part of a credential an action takes by an input. */
export function partOfInput(action: string, name: string): CredentialPart | undefined {
  const normal = name.toLowerCase().replaceAll('_', '-');
  const part = INPUTS.get(normal);
  if (part !== undefined || action === CREDENTIALS_ACTION || !AWS_ACTION.test(action)) return part;
  return BARE_INPUTS.get(normal);
}

/**
 * Which part of a credential Docker's login action takes by an input. For a registry of ECR its user name is an access
 * key id; `AWS` with a login password is none.
 */
export function partOfLogin(
  action: string,
  name: string,
  registry: string | undefined,
  username: string | undefined,
): CredentialPart | undefined {
  if (action !== LOGIN_ACTION || username === undefined || username === 'AWS') return undefined;
  const isEcr = registry !== undefined && (ECR_HOST.test(registry) || /\becr\b|_ECR_|ECR_/iu.test(registry));
  return isEcr || /aws_?access_?key/iu.test(username) ? LOGIN_INPUTS.get(name.toLowerCase()) : undefined;
}
