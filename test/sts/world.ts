import { createAccessKeyId, createSecretAccessKey, createUniqueId } from './identifiers.ts';
import type { RandomBytes } from './random.ts';
import { seededRandom } from './random.ts';
import type { UserKey, World, WorldAccount, WorldRole, WorldUser } from './world-types.ts';

/** The account of the default world that holds people and machines: users `dev`, `ci` and `retired`. */
export const identityAccount = '111122223333';

/** The account of the default world that holds the roles. */
export const workloadAccount = '444455556666';

/** The MFA device of the default world's user `dev`; it accepts every six digits, each once. */
export const devMfaSerial = `arn:aws:iam::${identityAccount}:mfa/dev`;

/** What the role `Partner` of the default world demands. */
export const partnerExternalId = 'partner-7f3a';

const userKey = (accountId: string, random: RandomBytes, status: UserKey['status'] = 'Active'): UserKey => ({
  accessKeyId: createAccessKeyId('AKIA', accountId, random),
  secretAccessKey: createSecretAccessKey(random),
  status,
});

const defaultUsers = (random: RandomBytes): readonly WorldUser[] => {
  const user = (name: string, status?: UserKey['status']): WorldUser => ({
    name,
    userId: createUniqueId('AIDA', identityAccount, random),
    keys: [userKey(identityAccount, random, status)],
  });
  return [
    { ...user('dev'), mfaDevices: [{ serialNumber: devMfaSerial, codes: 'any' }] },
    { ...user('ci'), mayAssume: [`arn:aws:iam::${workloadAccount}:role/Deploy`] },
    user('retired', 'Inactive'),
  ];
};

const defaultRoles = (random: RandomBytes): readonly WorldRole[] => {
  const trusted = [`arn:aws:iam::${identityAccount}:root`];
  const role = (name: string, more: Partial<WorldRole> = {}): WorldRole => ({
    name,
    roleId: createUniqueId('AROA', workloadAccount, random),
    trust: [{ principals: trusted }],
    ...more,
  });
  return [
    role('Deploy'),
    role('ReadOnly', { maxSessionDuration: 43_200 }),
    role('Admin', {
      path: '/team/',
      maxSessionDuration: 14_400,
      trust: [{ principals: trusted, mfaPresent: true }],
    }),
    role('Partner', { trust: [{ principals: trusted, externalId: partnerExternalId }] }),
    role('Chained', {
      maxSessionDuration: 43_200,
      trust: [{ principals: [`arn:aws:iam::${workloadAccount}:role/ReadOnly`] }],
    }),
    role('Audit', { trust: [{ principals: trusted, sessionName: 'audit-*' }] }),
    role('Closed', { trust: [] }),
  ];
};

/**
 * The world that the tests and the demo start from. Keys are made from the seed, so that they are the same in every
 * run and yet stand in no file. Roles of {@link workloadAccount}: `Deploy` (at most one hour), `ReadOnly` (12 hours),
 * `team/Admin` (4 hours, demands MFA), `Partner` (demands an external id), `Chained` (12 hours, only from
 * `ReadOnly`), `Audit` (session name `audit-*`) and `Closed` (for nobody).
 */
export const defaultWorld = (seed = 'local-sts'): World => {
  const random = seededRandom(seed);
  return {
    accounts: [
      { id: identityAccount, users: defaultUsers(random) },
      { id: workloadAccount, roles: defaultRoles(random) },
    ],
  };
};

/** The ARN of a user. */
export const userArn = (account: WorldAccount, user: WorldUser): string =>
  `arn:${account.partition ?? 'aws'}:iam::${account.id}:user${user.path ?? '/'}${user.name}`;

/** The ARN of a role, with its path. */
export const roleArn = (account: WorldAccount, role: WorldRole): string =>
  `arn:${account.partition ?? 'aws'}:iam::${account.id}:role${role.path ?? '/'}${role.name}`;

/** The first key of a user of that name. @throws Error when the world has no such user or it has no key. */
export const keyOfUser = (world: World, name: string): UserKey => {
  const users = world.accounts.flatMap((account) => account.users ?? []);
  const key = users.find((user) => user.name === name)?.keys[0];
  if (key === undefined) throw new Error(`The world has no user "${name}" with a key.`);
  return key;
};

/** The ARN of the role of that name. @throws Error when the world has no such role. */
export const arnOfRole = (world: World, name: string): string => {
  for (const account of world.accounts) {
    const role = account.roles?.find((candidate) => candidate.name === name);
    if (role !== undefined) return roleArn(account, role);
  }
  throw new Error(`The world has no role "${name}".`);
};

/** The same world with `change` applied to the roles of every account; leave one out to delete it. */
export const withRoles = (
  world: World,
  change: (roles: readonly WorldRole[], account: WorldAccount) => readonly WorldRole[],
): World => ({
  accounts: world.accounts.map((account) => ({ ...account, roles: change(account.roles ?? [], account) })),
});

/** The same world with `change` applied to every user. */
export const withUsers = (world: World, change: (user: WorldUser) => WorldUser): World => ({
  accounts: world.accounts.map((account) => ({ ...account, users: (account.users ?? []).map(change) })),
});
