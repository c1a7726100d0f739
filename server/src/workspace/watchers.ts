import { basename, dirname } from 'node:path';
import { documentGlobs } from '@keyless/core';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import type { Services } from '../services.ts';
import { pathToUri } from './file-uri.ts';

/** Asks the client to tell of changes of files and settings, as far as it can be asked. */
export function registerWatchers({ connection, client, guard, host }: Services): void {
  if (client.registersConfiguration) {
    guard.run('Following the settings', async () => {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'keyless' });
    });
  }
  if (client.registersWatchers) {
    const watchers = [...workspaceWatchers(), ...(client.watchesAnywhere ? ownWatchers(host.awsPaths) : [])];
    guard.run('Watching files', async () => {
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    });
  }
}

function workspaceWatchers(): readonly FileSystemWatcher[] {
  return documentGlobs.map((globPattern) => ({ globPattern }));
}

/** The user's own two files, which seldom lie in the workspace. */
function ownWatchers(paths: Services['host']['awsPaths']): readonly FileSystemWatcher[] {
  return [paths.config, paths.credentials]
    .filter((path) => path !== undefined)
    .map((path) => ({
      globPattern: { baseUri: pathToUri(dirname(path)), pattern: escapeGlob(basename(path)) },
    }));
}

function escapeGlob(name: string): string {
  return name.replaceAll(/[*?[\]{}]/gu, '?');
}
