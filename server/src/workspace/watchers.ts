import { basename, dirname } from 'node:path';
import { BASELINE_NAME, documentGlobs } from '@keyless/core';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
} from '../lsp.ts';
import type { Services } from '../services.ts';
import { pathToUri } from './file-uri.ts';

/** What decides whether Git ignores a file: ignore files, and whether there is a repository at all. */
const GIT_GLOBS = ['**/.gitignore', '**/.git/info/exclude', '**/.git/HEAD'];

/** Asks the client to tell of changes of files and settings, as far as it can be asked. */
export function registerWatchers({ connection, client, guard, host }: Services): void {
  if (client.registersConfiguration) {
    guard.run('Following the settings', async () => {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'keyless' });
    });
  }
  if (client.registersWatchers) {
    const watchers = [...workspaceWatchers(), ...(client.watchesAnywhere ? ownWatchers(host) : [])];
    guard.run('Watching files', async () => {
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    });
  }
}

function workspaceWatchers(): readonly FileSystemWatcher[] {
  return [...documentGlobs, ...GIT_GLOBS, `**/${BASELINE_NAME}`].map((globPattern) => ({ globPattern }));
}

/** The user's own two files and the files of sessions and sign-ins, which seldom lie in the workspace. */
function ownWatchers({ awsPaths, sessions }: Services['host']): readonly FileSystemWatcher[] {
  const files = [awsPaths.config, awsPaths.credentials]
    .filter((path) => path !== undefined)
    .map((path) => ({ baseUri: pathToUri(dirname(path)), pattern: escapeGlob(basename(path)) }));
  const kept = sessions.watched.map(({ base, pattern }) => ({ baseUri: pathToUri(base), pattern }));
  return [...files, ...kept].map((globPattern) => ({ globPattern }));
}

function escapeGlob(name: string): string {
  return name.replaceAll(/[*?[\]{}]/gu, '?');
}
