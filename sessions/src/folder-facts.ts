import type { FileSystem } from '@keyless/files';

/** What may be odd about a folder in which sessions are kept. */
export interface FolderFacts {
  /** Where it leads, if it is a symbolic link. */
  readonly linkTo: string | undefined;
  /** The id of its owner, if that is somebody else; never on Windows. */
  readonly foreignOwner: number | undefined;
  /** Whether every user of the machine may replace files in it. */
  readonly open: boolean;
}

type Calls = Pick<FileSystem, 'lstat' | 'realpath' | 'stat'>;

/** Looks at a folder that exists. Rejects with the system's error. */
export async function folderFacts(folder: string, fs: Calls): Promise<FolderFacts> {
  const { uid, mode } = await fs.stat(folder);
  const user = process.getuid?.();
  return {
    linkTo: (await isLink(folder, fs)) ? await fs.realpath(folder) : undefined,
    foreignOwner: user === undefined || uid === user ? undefined : uid,
    // The sticky bit keeps others from replacing what is not theirs.
    open: user !== undefined && (mode & 0o002) !== 0 && (mode & 0o1000) === 0,
  };
}

/** Whether a path is a symbolic link; what does not exist is none. */
export async function isLink(path: string, fs: Pick<FileSystem, 'lstat'>): Promise<boolean> {
  try {
    return (await fs.lstat(path)).isSymbolicLink();
  } catch {
    // Any other trouble shows itself when the file is used.
    return false;
  }
}
