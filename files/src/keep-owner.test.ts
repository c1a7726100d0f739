import type { FileHandle } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ForeignOwnerError, keepOwner } from './keep-owner.ts';

const [ME, OTHER, MY_GROUP, TEAM] = [1001, 1000, 1001, 2000];

/** A file that I have made, on a system where I may give it to the groups that I am in. */
function created(groups: readonly number[], gid = MY_GROUP) {
  const now = { uid: ME, gid };
  const chown = (to: number, group: number) => {
    if (to !== ME || !groups.includes(group)) return Promise.reject(new Error('EPERM'));
    now.gid = group;
    return Promise.resolve();
  };
  return { now, handle: { stat: () => Promise.resolve({ ...now }), chown } as unknown as FileHandle };
}

const before = (mode: number, uid = OTHER, gid = TEAM) => ({ uid, gid, mode: 0o100_000 | mode });
const SERVES = { mustServe: true };

describe('keepOwner', () => {
  it('keeps the group of a file whose owner it cannot keep', async () => {
    const { handle, now } = created([MY_GROUP, TEAM]);
    expect(await keepOwner(handle, before(0o660), SERVES)).toBe(false);
    expect(now).toEqual({ uid: ME, gid: TEAM });
  });

  it('has nothing to do where new files get that group', async () => {
    const { handle } = created([], TEAM);
    expect(await keepOwner(handle, before(0o664, ME), SERVES)).toBe(true);
    expect(await keepOwner(handle, before(0o664), SERVES)).toBe(false);
  });

  it.each([
    ['an owner could no longer read', 0o600, [MY_GROUP, TEAM]],
    ['an owner could no longer write', 0o644, [MY_GROUP, TEAM]],
    ['a group could no longer read', 0o660, [MY_GROUP]],
  ])('refuses where %s', async (_what, mode, groups) => {
    await expect(keepOwner(created(groups).handle, before(mode), SERVES)).rejects.toThrow(ForeignOwnerError);
  });

  it.each([
    ['others may do what owner and group might', 0o666, OTHER],
    ['root was the owner', 0o604, 0],
  ])('goes on where %s', async (_what, mode, uid) => {
    expect(await keepOwner(created([MY_GROUP]).handle, before(mode, uid), SERVES)).toBe(false);
  });

  it('does not ask who loses what where that is decided already', async () => {
    const { handle } = created([MY_GROUP]);
    expect(await keepOwner(handle, before(0o600), { mustServe: false })).toBe(false);
  });
});
