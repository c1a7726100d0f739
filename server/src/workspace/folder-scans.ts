import type { DocumentKind } from '@keyless/core';
import type { ServerHost } from '../host/host.ts';
import type { Guard } from '../scheduling/guard.ts';
import { kindOfPath } from './document-kind.ts';
import { pathKey, pathToUri } from './file-uri.ts';
import { holds } from './folders.ts';
import type { SettingsStore } from './settings-store.ts';
import type { Skips } from './skips.ts';

/** Looks through folders for matching files. */
export interface FolderScans {
  /** Looks through a workspace folder unless that was done before, or the settings do not want it. */
  startOnce(folder: string): void;
  /** Looks through a folder of the workspace, or at a single file, once more. */
  start(path: string): void;
  /** Gives up and forgets all folders but these. */
  keep(folders: readonly string[]): void;
  isBusy(): boolean;
  /** Waits until all folders that are to be looked through have been. Never rejects. */
  settled(): Promise<void>;
  dispose(): void;
}

export interface FolderScansInit {
  readonly host: ServerHost;
  readonly settings: SettingsStore;
  readonly skips: Skips;
  readonly guard: Guard;
  readonly found: (path: string, kind: DocumentKind) => void;
  readonly progressed: () => void;
}

interface Scan {
  readonly path: string;
  readonly stop: AbortController;
}

export function createFolderScans(init: FolderScansInit): FolderScans {
  const started = new Set<string>();
  const running = new Set<Scan>();
  const pending = new Set<Promise<void>>();

  const track = (action: () => Promise<void>): void => {
    const done = init.guard.wait('Looking through a folder', action).finally(() => pending.delete(done));
    pending.add(done);
  };
  const start = (path: string): void => {
    const scan: Scan = { path, stop: new AbortController() };
    running.add(scan);
    track(async () => {
      try {
        await walk(init, scan);
      } finally {
        running.delete(scan);
        init.progressed();
      }
    });
  };
  const startOnce = async (folder: string): Promise<void> => {
    const { settings } = await init.settings.of(pathToUri(folder));
    if (!settings.workspaceScan) started.delete(pathKey(folder));
    else if (!started.has(pathKey(folder))) {
      started.add(pathKey(folder));
      start(folder);
    }
  };
  const stopAll = (doomed: (scan: Scan) => boolean): void => {
    for (const scan of running) if (doomed(scan)) scan.stop.abort();
  };
  return {
    startOnce: (folder) => track(() => startOnce(folder)),
    start,
    keep: (folders) => {
      stopAll((scan) => !folders.some((folder) => holds(folder, scan.path)));
      const kept = new Set(folders.map(pathKey));
      for (const key of started) if (!kept.has(key)) started.delete(key);
    },
    isBusy: () => running.size > 0,
    settled: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
    dispose: () => stopAll(() => true),
  };
}

async function walk(
  { host, skips, found }: FolderScansInit,
  { path, stop: { signal } }: Scan,
): Promise<void> {
  const classify = (candidate: string): DocumentKind | undefined => kindOfPath(candidate, host.awsPaths);
  try {
    for await (const entry of host.files.walk(path, { classify, signal })) {
      if (signal.aborted) return;
      if (entry.type === 'document') found(entry.path, entry.kind);
      else if (entry.type === 'skipped') skips.note(pathKey(entry.path), pathToUri(entry.path), entry.reason);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
