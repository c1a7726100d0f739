import { dirname, sep } from 'node:path';
import {
  DidChangeWorkspaceFoldersNotification,
  FileChangeType,
  type DidChangeWatchedFilesParams,
  type FileEvent,
  type FileOperationRegistrationOptions,
  type WorkspaceFolder,
} from '../lsp.ts';
import { LONGEST_PAUSE } from '../scheduling/pause.ts';
import { createDebouncer } from '../scheduling/debouncer.ts';
import type { Services } from '../services.ts';
import type { ClosedFiles } from '../workspace/closed-files.ts';
import { pathKey, uriToPath } from '../workspace/file-uri.ts';
import { registerWatchers } from '../workspace/watchers.ts';
import type { Feature } from './feature.ts';

/** Follows what happens to files, folders and settings outside of the documents' own changes. */
export interface FileChangesFeature extends Feature {
  /** Looks soon whether what other documents are judged by has changed. */
  checkFacts(): void;
  /** Judges soon by what the team has decided now. */
  teamChanged(): void;
}

/** Folders that are moved or deleted in the editor: no pattern for files would tell of them. */
const ANY_FILE: FileOperationRegistrationOptions = { filters: [{ scheme: 'file', pattern: { glob: '**' } }] };

/** Whom changes matter to. */
export interface ChangeFollowers {
  /** Open documents may have to be judged by something else than before. */
  refresh(): void;
  /** A session has come, or ended, or is another one. */
  sessionsChanged(): void;
}

export function startFileChanges(
  services: Services,
  files: ClosedFiles,
  followers: ChangeFollowers,
): FileChangesFeature {
  const { connection, host, guard, facts, settings, shared } = services;
  const debouncer = createDebouncer(host.timers);
  const updateAll = (): void => {
    followers.refresh();
    files.update();
  };
  const checkFacts = (): void => {
    debouncer.schedule('facts', LONGEST_PAUSE, () =>
      guard.run('Looking at other files', async () => {
        if (await facts.hasChanged()) updateAll();
      }),
    );
  };
  const teamChanged = (): void => {
    debouncer.schedule('team', LONGEST_PAUSE, updateAll);
  };
  const onDisk = (action: () => void): void =>
    guard.run('A change of files', () => {
      shared.touch();
      action();
      checkFacts();
    });

  connection.onDidChangeWatchedFiles((params) =>
    guard.run('A change of watched files', () => {
      const { cached, others } = parted(params, services);
      if (cached.length > 0) followers.sessionsChanged();
      onDisk(() => applyEvents(others, files));
      if (others.some(({ uri }) => isAboutTeam(uri, services))) teamChanged();
    }),
  );
  followMoves(services, files, onDisk);
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
    teamChanged,
    dispose: () => debouncer.dispose(),
  };
}

/** What is deleted, made and moved in the editor itself. */
function followMoves(
  { connection }: Services,
  files: ClosedFiles,
  onDisk: (action: () => void) => void,
): void {
  const gone = (uri: string): void => withPath(uri, (path) => files.deleted(path));
  const arrived = (uri: string): void => withPath(uri, (path) => files.arrived(path));
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
}

/** What the AWS tools keep of sessions and sign-ins is no document, and neither are the folders on the way to it. */
function parted({ changes }: DidChangeWatchedFilesParams, { host }: Services) {
  const folders = host.sessions.folders.map(pathKey);
  const isKept = ({ uri }: FileEvent): boolean => {
    const path = uriToPath(uri);
    if (path === undefined) return false;
    const [key, above] = [pathKey(path), pathKey(dirname(path))];
    return folders.some((folder) => folder === above || `${folder}${sep}`.startsWith(`${key}${sep}`));
  };
  return { cached: changes.filter(isKept), others: changes.filter((one) => !isKept(one)) };
}

/** A configuration or a baseline; and with a repository the configurations above it may end to hold. */
function isAboutTeam(uri: string, { team }: Services): boolean {
  const path = uriToPath(uri);
  return path !== undefined && (team.isAbout(path) || /[/\\]\.git[/\\]HEAD$/u.test(path));
}

function applyEvents(changes: readonly FileEvent[], files: ClosedFiles): void {
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
