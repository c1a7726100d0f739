import type { StsClock } from './clock.ts';
import type { RandomBytes } from './random.ts';
import type { SessionStore } from './sessions.ts';
import type { UserKey, World, WorldAccount, WorldRole, WorldUser } from './world-types.ts';

/** What the operations work on; one for each server. */
export interface StsState {
  world: World;
  readonly clock: StsClock;
  readonly random: RandomBytes;
  readonly sessions: SessionStore;
  /** MFA codes that were accepted, as `serial code`: none works twice. */
  readonly usedMfaCodes: Set<string>;
  /** The only region whose signatures are taken; without it every region, as one address stands for all. */
  readonly region: string | undefined;
}

/** A user with the account that it lives in. */
export interface LocatedUser {
  readonly account: WorldAccount;
  readonly user: WorldUser;
}

/** A role with the account that it lives in. */
export interface LocatedRole {
  readonly account: WorldAccount;
  readonly role: WorldRole;
}

const allUsers = (world: World): readonly LocatedUser[] =>
  world.accounts.flatMap((account) => (account.users ?? []).map((user) => ({ account, user })));

const allRoles = (world: World): readonly LocatedRole[] =>
  world.accounts.flatMap((account) => (account.roles ?? []).map((role) => ({ account, role })));

/** Finds a user's long-term key and whose it is. */
export const findUserKey = (
  world: World,
  accessKeyId: string,
): (LocatedUser & { readonly key: UserKey }) | undefined => {
  for (const located of allUsers(world)) {
    const key = located.user.keys.find((candidate) => candidate.accessKeyId === accessKeyId);
    if (key !== undefined) return { ...located, key };
  }
  return undefined;
};

/** Finds a user by unique id. */
export const findUser = (world: World, userId: string): LocatedUser | undefined =>
  allUsers(world).find(({ user }) => user.userId === userId);

/** Finds a role by unique id, which tells a role made anew from the one that had its name. */
export const findRole = (world: World, roleId: string): LocatedRole | undefined =>
  allRoles(world).find(({ role }) => role.roleId === roleId);

/** Finds a role that satisfies `matches`. */
export const findRoleWhere = (
  world: World,
  matches: (located: LocatedRole) => boolean,
): LocatedRole | undefined => allRoles(world).find(matches);
