import { safe, safeName, type SafeText } from '@keyless/core';
import type { ServerLog } from '../host/logger.ts';
import type { SkippedFile } from '../protocol.ts';
import { displayPath } from './file-uri.ts';

/** The files that were left out, and why. */
export interface Skips {
  note(key: string, uri: string, reason: string): void;
  forget(key: string): void;
  list(): readonly SkippedFile[];
}

/** Each reason is logged once a file. `changed` is told when the list is another one. */
export function createSkips(log: ServerLog, changed: () => void): Skips {
  const skipped = new Map<string, SkippedFile>();
  return {
    note: (key, uri, reason) => {
      if (skipped.get(key)?.reason === reason) return;
      skipped.set(key, { uri, reason });
      log.info(safe`Skipped ${shownPath(displayPath(uri))}: ${safeName(reason)}`);
      changed();
    },
    forget: (key) => {
      if (skipped.delete(key)) changed();
    },
    list: () => [...skipped.values()],
  };
}

/** The end of a path tells more than its beginning. */
function shownPath(path: string): SafeText {
  const longest = 100;
  return path.length > longest ? safe`…${safeName(path.slice(-longest))}` : safeName(path);
}
