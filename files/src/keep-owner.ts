import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

const ROOT = 0;

/** Whose a file is, and who may do what with it. */
type Ownership = Pick<Stats, 'uid' | 'gid' | 'mode'>;

/** The file belongs to somebody who could do less with it if it were replaced: only root may give files away. */
export class ForeignOwnerError extends Error {
  override readonly name = 'ForeignOwnerError';
  readonly code = 'EPERM';
}

/**
 * Gives a new file to the owner and the group of the one that it will replace, as far as the system allows. Whether both
 * are those of before. `mustServe` throws `ForeignOwnerError` where somebody would lose a right to read or write.
 */
export async function keepOwner(
  handle: FileHandle,
  existing: Ownership,
  { mustServe }: { readonly mustServe: boolean },
): Promise<boolean> {
  const { uid, gid } = await handle.stat();
  if (uid === existing.uid && gid === existing.gid) return true;
  if (await canChown(handle, existing.uid, existing.gid)) return true;
  const keepsGroup = gid === existing.gid || (await canChown(handle, uid, existing.gid));
  // Root needs no rights.
  const changes = { owner: uid !== existing.uid && existing.uid !== ROOT, group: !keepsGroup };
  if (mustServe && losesRights(existing.mode, changes)) {
    throw new ForeignOwnerError('The file belongs to somebody else');
  }
  return false;
}

function canChown(handle: FileHandle, uid: number, gid: number): Promise<boolean> {
  return handle.chown(uid, gid).then(
    () => true,
    () => false,
  );
}

/** An owner who is no longer one is a member of the group, because nobody but root gives files to other groups. */
function losesRights(mode: number, changes: { readonly owner: boolean; readonly group: boolean }): boolean {
  const [owner, group, others] = [mode >> 6, mode >> 3, mode];
  const left = changes.group ? others : group;
  const had = (changes.owner ? owner : 0) | (changes.group ? group : 0);
  return (had & ~left & 0o6) !== 0;
}
