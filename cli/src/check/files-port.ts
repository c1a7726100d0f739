import { stat } from 'node:fs/promises';
import { createSourceText, type SourceText } from '@keyless/core';
import {
  errorCode,
  FileChangedError,
  fileText,
  readDocument,
  writeFileAtomic,
  type DocumentReading,
  type FileSystem,
} from '@keyless/files';

/** The files of a run: those of the disk, or what they would be if the run wrote anything. Paths are absolute. */
export interface FilesPort {
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
  return {
    read: (path) => readDocument(path),
    isMissing,
    replace: (path, before, text) =>
      writeFileAtomic(path, fileText(text, before), { ...options, expected: fileText(before.text, before) }),
    create: async (path, text) => {
      if (!(await isMissing(path))) throw new FileChangedError(path);
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
  return {
    read: async (path) => {
      const known = changes.get(path);
      return known ? { source: known.after, size: known.after.text.length } : readDocument(path);
    },
    isMissing: async (path) => !changes.has(path) && (await isMissing(path)),
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

async function isMissing(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}
