import type { RawAnswer, RawCredentials } from './raw-client.ts';
import { callSts } from './raw-client.ts';
import type { StsServer } from './server.ts';
import { createStsServer } from './server.ts';
import { arnOfRole, defaultWorld, identityAccount, keyOfUser } from './world.ts';

/** What tests compare of an error: status, code and message. */
export const outcome = ({ status, code, message }: RawAnswer) => [status, code, message] as const;

/** The outcome for a role that the caller may not assume. */
export const denied = (resource: string, caller = `arn:aws:iam::${identityAccount}:user/dev`) =>
  [
    403,
    'AccessDenied',
    `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${resource}`,
  ] as const;

type Parameters = Readonly<Record<string, string>>;

/** A local STS whose time stands still, with shorthands for calls; `dev` signs unless another is named. */
export interface Fixture {
  readonly sts: StsServer;
  readonly send: (parameters: Parameters, credentials?: RawCredentials) => Promise<RawAnswer>;
  /** `AssumeRole` of the role `Deploy` as `me`, unless the parameters say otherwise. */
  readonly assume: (parameters: Parameters, credentials?: RawCredentials) => Promise<RawAnswer>;
}

/** Starts it at a given time. */
export const startFixture = async (start: Date): Promise<Fixture> => {
  const world = defaultWorld();
  const dev = keyOfUser(world, 'dev');
  const sts = await createStsServer({ world, now: () => start });
  const send: Fixture['send'] = (parameters, credentials = dev) =>
    callSts(sts.url, { parameters, credentials, signedAt: sts.clock.now() });
  const role = { Action: 'AssumeRole', RoleArn: arnOfRole(world, 'Deploy'), RoleSessionName: 'me' };
  return { sts, send, assume: (parameters, credentials) => send({ ...role, ...parameters }, credentials) };
};
