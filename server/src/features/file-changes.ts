import {
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
  type DidChangeWatchedFilesParams,
  type FileOperationRegistrationOptions,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { VALIDATION_DELAY } from '../scheduling/validation-queue.ts';
import { createDebouncer } from '../scheduling/debouncer.ts';
import type { Services } from '../services.ts';
import type { ClosedFiles } from '../workspace/closed-files.ts';
import { uriToPath } from '../workspace/file-uri.ts';
import { registerWatchers } from '../workspace/watchers.ts';
import type { Feature } from './feature.ts';

/** Follows what happens to files, folders and settings outside of the documents' own changes. */
export interface FileChangesFeature extends Feature {
  /** Looks soon whether what other documents are judged by has changed. */
  checkFacts(): void;
}

/** Folders that are moved or deleted in the editor: no pattern for files would tell of them. */
const ANY_FILE: FileOperationRegistrationOptions = { filters: [{ scheme: 'file', pattern: { glob: '**' } }] };

/** `refresh`: called when open documents may have to be judged by something else than before. */
export function startFileChanges(
  services: Services,
  files: ClosedFiles,
  refresh: () => void,
): FileChangesFeature {
  const { connection, host, guard, facts, settings, shared } = services;
  const debouncer = createDebouncer(host.timers, VALIDATION_DELAY);
  const updateAll = (): void => {
    refresh();
    files.update();
  };
  const checkFacts = (): void => {
    debouncer.schedule('facts', () =>
      guard.run('Looking at other files', async () => {
        if (await facts.hasChanged()) updateAll();
      }),
    );
  };
  const onDisk = (action: () => void): void =>
    guard.run('A change of files', () => {
      shared.touch();
      action();
      checkFacts();
    });
  const gone = (uri: string): void => withPath(uri, (path) => files.deleted(path));
  const arrived = (uri: string): void => withPath(uri, (path) => files.arrived(path));

  connection.onDidChangeWatchedFiles((params) => onDisk(() => applyEvents(params, files)));
  connection.workspace.onDidDeleteFiles((params) =>
    onDisk(() => params.files.forEach(({ uri }) => gone(uri))),
  );
  connection.workspace.onDidCreateFiles((params) =>
    onDisk(() => params.files.forEach(({ uri }) => arrived(uri))),
  );
  connection.workspace.onDidRenameFiles((params) =>
    onDisk(() => {
      for (const { oldUri, newUri } of params.files) {
        gone(oldUri);
        arrived(newUri);
      }
    }),
  );
  connection.onDidChangeConfiguration((params) =>
    guard.run('A change of settings', () => {
      settings.change(params.settings);
      updateAll();
    }),
  );
  followFolders(services, files);
  return {
    capabilities: {
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { didCreate: ANY_FILE, didRename: ANY_FILE, didDelete: ANY_FILE },
      },
    },
    initialized: () => registerWatchers(services),
    checkFacts,
    dispose: () => debouncer.dispose(),
  };
}

function applyEvents({ changes }: DidChangeWatchedFilesParams, files: ClosedFiles): void {
  for (const { uri, type } of changes) {
    withPath(uri, (path) => {
      if (type === FileChangeType.Deleted) files.deleted(path);
      else files.changed(path);
    });
  }
}

function followFolders({ connection, client, folders, guard, settings }: Services, files: ClosedFiles): void {
  if (!client.changesFolders) return;
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) =>
    guard.run('A change of folders', () => {
      folders.remove(pathsOf(event.removed));
      folders.add(pathsOf(event.added));
      // What applies to a file depends on its folder.
      settings.foldersChanged();
      files.foldersRemoved();
      files.update();
    }),
  );
}

function pathsOf(folders: readonly WorkspaceFolder[]): readonly string[] {
  return folders.map((folder) => uriToPath(folder.uri)).filter((path) => path !== undefined);
}

function withPath(uri: string, action: (path: string) => void): void {
  const path = uriToPath(uri);
  if (path !== undefined) action(path);
}
