import { basename, dirname } from 'node:path';
import { literalGlob } from '@keyless/core';
import type { WatchedFiles } from '@keyless/sessions';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';

/** Several files change at once when a chain is refreshed or a sign-in renewed; this long is waited, in milliseconds. */
const CALM = 250;

/** Tells when a tool has changed one of the files. VS Code watches them; nothing is polled here. */
export function watchSessions(
  files: readonly string[],
  watched: readonly WatchedFiles[],
  changed: () => void,
): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, CALM);
  };
  const patterns = [
    ...files.map((file) => new RelativePattern(Uri.file(dirname(file)), literalGlob(basename(file)))),
    ...watched.map(({ base, pattern }) => new RelativePattern(Uri.file(base), pattern)),
  ];
  const watchers = patterns.map((pattern) => {
    const watcher = workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate(soon);
    watcher.onDidChange(soon);
    watcher.onDidDelete(soon);
    return watcher;
  });
  return Disposable.from(...watchers, new Disposable(() => clearTimeout(timer)));
}
