import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLinter, rules, type Linter, type Rule } from '@keyless/core';
import { createNodeHost, type ServerHost } from '@keyless/server';
import { createSessionStore } from '@keyless/sessions/cache';
import { parse } from 'dotenv';
import { createManualTimers, type ManualTimers } from './manual-timers.ts';

/** A folder of the disk with a workspace and a home in it, and a server's view of it. */
export interface World {
  readonly host: ServerHost;
  readonly timers: ManualTimers;
  readonly folder: string;
  /** Writes a file below the world's root and tells its URI. */
  write(path: string, content: string | Uint8Array): Promise<string>;
  remove(path: string): Promise<void>;
  path(path: string): string;
  uri(path: string): string;
  dispose(): Promise<void>;
}

export interface WorldOptions {
  readonly linter?: Linter;
  readonly files?: Partial<ServerHost['files']>;
}

/** What the server takes for now. */
export const NOW = new Date('2026-11-24T12:00:00Z');

/** The linter as it ships, with more rules. */
export function linterWith(...more: readonly Rule[]): Linter {
  const clock = (): Date => NOW;
  // `unknown-profile` says what the made-up `test-profile` says.
  const shipped = rules.filter(({ meta }) => meta.id !== 'unknown-profile');
  return createLinter({ rules: [...shipped, ...more], clock, readers: { dotenv: (text) => parse(text) } });
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const root = await mkdtemp(join(tmpdir(), 'keyless-lsp-'));
  const timers = createManualTimers();
  const node = createNodeHost({});
  const path = (relative: string): string => join(root, relative);
  const uri = (relative: string): string => pathToFileURL(path(relative)).href;
  await mkdir(path('work'));
  await mkdir(path('home/.aws'), { recursive: true });
  return {
    host: {
      ...node,
      linter: options.linter ?? linterWith(),
      files: { ...node.files, ...options.files },
      sessions: createSessionStore({}, path('home')),
      clock: () => NOW,
      awsPaths: { config: path('home/.aws/config'), credentials: path('home/.aws/credentials') },
      timers,
      rulePage: (ruleId) => Promise.resolve(`# ${ruleId}\n`),
    },
    timers,
    folder: uri('work'),
    write: async (relative, content) => {
      await mkdir(dirname(path(relative)), { recursive: true });
      await writeFile(path(relative), content);
      return uri(relative);
    },
    remove: (relative) => rm(path(relative), { recursive: true, force: true }),
    path,
    uri,
    dispose: () => rm(root, { recursive: true, force: true }),
  };
}
