import { readDocument, readGitFacts, threadedFileSystem, walkDocuments } from '@keyless/files';
import type { FilePort } from './host.ts';

/** The machine's own disk. */
export const nodeFiles: FilePort = {
  read: (path) => readDocument(path),
  stamp: async (path) => {
    try {
      const { mtimeMs, ctimeMs, size, ino } = await threadedFileSystem.stat(path);
      return [mtimeMs, ctimeMs, size, ino].join(':');
    } catch {
      return undefined;
    }
  },
  list: async (folder) => {
    try {
      const entries = await threadedFileSystem.readdir(folder, { withFileTypes: true });
      return entries.map(({ name }) => name);
    } catch {
      return [];
    }
  },
  git: (path, remember) => readGitFacts(path, { remember }),
  walk: (folder, { classify, signal }) => walkDocuments([folder], { classify, signal }),
};
