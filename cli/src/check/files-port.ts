import { createSourceText, type SourceText } from '@keyless/core';
import {
  eagerFileSystem,
  errorCode,
  FileChangedError,
  fileText,
  readDocument,
  writeFileAtomic,
  type DocumentReading,
  type FileSystem,
  type ReadingFileSystem,
} from '@keyless/files';

/** The files of a run: those of the disk, or what they would be if the run wrote anything. Paths are absolute. */
export interface FilesPort {
  /** The disk itself, for what is never changed by a run: folders, and whatever Git keeps. */
  readonly disk: ReadingFileSystem;
  /** Never throws for what can be wrong with a file. */
  read(path: string): Promise<DocumentReading>;
  /** Whether a file could be created there. */
  isMissing(path: string): Promise<boolean>;
  /**
   * Replaces a file's text in one step; byte order mark, mode and owner stay. Throws the system's error, or
   * `FileChangedError` where it no longer holds `before`.
   */
  replace(path: string, before: SourceText, text: string): Promise<void>;
  /** Makes a file for its owner alone. Throws `FileChangedError` where there is one by now. */
  create(path: string, text: string): Promise<void>;
}

/** The files of the disk. */
export function diskFiles(fs?: FileSystem): FilesPort {
  const options = { ...(fs && { fs }) };
  const disk = eagerFileSystem();
  return {
    disk,
    read: (path) => readDocument(path, { fs: disk }),
    isMissing: (path) => isMissing(path, disk),
    replace: (path, before, text) =>
      writeFileAtomic(path, fileText(text, before), { ...options, expected: fileText(before.text, before) }),
    create: async (path, text) => {
      if (!(await isMissing(path, disk))) throw new FileChangedError(path);
      await writeFileAtomic(path, text, options);
    },
  };
}

/** What a run changes, by path, with the text that was there before: `undefined` for a file that it creates. */
export type Changes = Map<string, { readonly before: SourceText | undefined; readonly after: SourceText }>;

/** Files that are changed in memory alone, to see what would become of them. */
export function dryFiles(changes: Changes): FilesPort {
  const keep = (path: string, before: SourceText | undefined, text: string): void => {
    const known = changes.get(path);
    const after = createSourceText(text, { bom: before?.bom ?? false });
    changes.set(path, { before: known ? known.before : before, after });
  };
  const disk = eagerFileSystem();
  return {
    disk,
    read: async (path) => {
      const known = changes.get(path);
      return known
        ? { source: known.after, size: known.after.text.length }
        : readDocument(path, { fs: disk });
    },
    isMissing: async (path) => !changes.has(path) && (await isMissing(path, disk)),
    replace: (path, before, text) => {
      keep(path, before, text);
      return Promise.resolve();
    },
    create: (path, text) => {
      keep(path, undefined, text);
      return Promise.resolve();
    },
  };
}

async function isMissing(path: string, disk: ReadingFileSystem): Promise<boolean> {
  try {
    await disk.stat(path);
    return false;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}
