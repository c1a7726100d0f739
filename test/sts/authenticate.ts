import { expiredToken, invalidClientToken, signatureMismatch } from './errors.ts';
import type { ReceivedRequest } from './request.ts';
import type { Session } from './sessions.ts';
import type { SignatureClaim } from './sigv4.ts';
import { equalInConstantTime, readSignature, verifySignature } from './sigv4.ts';
import type { LocatedUser, StsState } from './state.ts';
import { findRole, findUser, findUserKey } from './state.ts';
import { roleArn, userArn } from './world.ts';
import type { WorldAccount } from './world-types.ts';

/** Who signed a request. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
  readonly account: WorldAccount;
  /** As `GetCallerIdentity` gives it: a user, or a role's session without the role's path. */
  readonly arn: string;
  /** The IAM user or role behind it, with its path. */
  readonly principalArn: string;
  readonly userId: string;
  /** The user behind it, if it is one, with long-term keys or in a session. */
  readonly user: LocatedUser | undefined;
  /** Whether a session token was used: assuming a role from it is role chaining. */
  readonly session: Session | undefined;
  readonly mayAssume: readonly string[] | undefined;
}

const skewMinutes = 15;

const basicFormat = (date: Date): string =>
  date
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');

const checkScope = (state: StsState, claim: SignatureClaim): void => {
  const problems: string[] = [];
  const isRegion = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/.test(claim.region);
  if (state.region === undefined ? !isRegion : claim.region !== state.region) {
    problems.push('Credential should be scoped to a valid region. ');
  }
  if (claim.service !== 'sts') problems.push("Credential should be scoped to correct service: 'sts'. ");
  if (claim.terminator !== 'aws4_request') {
    problems.push("Credential should be scoped with a valid terminator: 'aws4_request'. ");
  }
  if (claim.date !== claim.amzDate.slice(0, 8)) {
    const day = claim.amzDate.slice(0, 8);
    problems.push(
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
        `'${claim.date}' != '${day}', from '${claim.amzDate}'. `,
    );
  }
  if (problems.length > 0) throw signatureMismatch(problems.join(''));
};

const checkSkew = (state: StsState, claim: SignatureClaim): void => {
  const now = state.clock.now();
  const earliest = new Date(now.getTime() - skewMinutes * 60_000);
  const latest = new Date(now.getTime() + skewMinutes * 60_000);
  // X-Amz-Date has whole seconds, so the limits have them too.
  const signed = claim.amzDate;
  if (signed < basicFormat(earliest)) {
    throw signatureMismatch(
      `Signature expired: ${signed} is now earlier than ${basicFormat(earliest)} (${basicFormat(now)} - ${skewMinutes} min.)`,
    );
  }
  if (signed > basicFormat(latest)) {
    throw signatureMismatch(
      `Signature not yet current: ${signed} is still later than ${basicFormat(latest)} (${basicFormat(now)} + ${skewMinutes} min.)`,
    );
  }
};

const userCaller = (claim: SignatureClaim, located: LocatedUser, session?: Session): Caller => {
  const arn = userArn(located.account, located.user);
  return {
    accessKeyId: claim.accessKeyId,
    region: claim.region,
    account: located.account,
    arn,
    principalArn: arn,
    userId: located.user.userId,
    user: located,
    session,
    mayAssume: located.user.mayAssume,
  };
};

/** The caller that a session stands for, while its user or role exists. */
const sessionCaller = (state: StsState, claim: SignatureClaim, session: Session): Caller => {
  const { owner } = session;
  if (owner.kind === 'user') {
    const located = findUser(state.world, owner.userId);
    if (located === undefined) throw invalidClientToken();
    return userCaller(claim, located, session);
  }
  const located = findRole(state.world, owner.roleId);
  if (located === undefined) throw invalidClientToken();
  const { account, role } = located;
  return {
    accessKeyId: claim.accessKeyId,
    region: claim.region,
    account,
    arn: `arn:${account.partition ?? 'aws'}:sts::${account.id}:assumed-role/${role.name}/${owner.sessionName}`,
    principalArn: roleArn(account, role),
    userId: `${role.roleId}:${owner.sessionName}`,
    user: undefined,
    session,
    mayAssume: role.mayAssume,
  };
};

/**
 * Finds out who signed a request, in STS's order: scope and clock, then the key with its token, then expiry, then
 * whether the role is still there, and the signature last.
 * @throws StsError
 */
export const authenticate = async (state: StsState, request: ReceivedRequest): Promise<Caller> => {
  const claim = readSignature(request);
  checkScope(state, claim);
  checkSkew(state, claim);
  const token = request.headers.get('x-amz-security-token');

  const session = state.sessions.find(claim.accessKeyId);
  if (session !== undefined) {
    if (token === undefined || !equalInConstantTime(token, session.sessionToken)) throw invalidClientToken();
    if (session.expiresAt <= state.clock.now()) throw expiredToken();
    const caller = sessionCaller(state, claim, session);
    await verifySignature(request, claim, session.secretAccessKey);
    return caller;
  }

  const found = findUserKey(state.world, claim.accessKeyId);
  if (found?.key.status !== 'Active') throw invalidClientToken();
  await verifySignature(request, claim, found.key.secretAccessKey);
  // A long-term key has no token: with one, STS says that the token is not valid.
  if (token !== undefined) throw invalidClientToken();
  return userCaller(claim, found);
};
