import { basename, dirname } from 'node:path';
import { literalGlob, type KnownSession, type ProfileGraph } from '@keyless/core';
import type { Environment } from '@keyless/files';
import { cliCacheFolder } from './cli-cache/key.ts';
import { createSessionCache } from './cli-cache/known-sessions.ts';
import { expiryOfProfile, type ProfileExpiry } from './expiry.ts';
import { loginFolder } from './sign-in/login-cache.ts';
import { ssoCacheFolder } from './sign-in/sso-cache.ts';

/** What AWS tools keep on this disk of sessions and sign-ins, for those who only read it. Only ends come out. */
export interface SessionStore {
  /** Absolute paths of the folders that hold them. */
  readonly folders: readonly string[];
  /** What to watch, because tools write there at any time. */
  readonly watched: readonly WatchedFiles[];
  /**
   * All sessions of the AWS CLI's cache that can be read, ended ones included. Files that have not changed since the
   * last time are not read again. Never rejects: what cannot be read is not known.
   */
  known(): Promise<readonly KnownSession[]>;
  /**
   * When the session of a profile ends; `undefined` where nothing knows. Never rejects.
   * @param graph Both files as the AWS CLI reads them.
   */
  endOf(graph: ProfileGraph, profile: string, now: Date): Promise<ProfileExpiry | undefined>;
}

/** What is kept for the person whose home folder this is. */
export function createSessionStore(env: Environment, home: string): SessionStore {
  const cache = createSessionCache(home);
  const known = () => cache.read();
  return {
    folders: sessionFolders(env, home),
    watched: watchedFiles(env, home),
    known,
    endOf: (graph, profile, now) => expiryOfProfile({ graph, home, env, known }, profile, now),
  };
}

/** The folders in which AWS tools keep sessions and sign-ins. */
export function sessionFolders(env: Environment, home: string): readonly string[] {
  return [cliCacheFolder(home), ssoCacheFolder(home), loginFolder(home, env)];
}

/** Files to watch, as VS Code and the Language Server Protocol name them. */
export interface WatchedFiles {
  /** Absolute path. */
  readonly base: string;
  /** A name in the base, with `*`, and braces for alternatives. */
  readonly pattern: string;
}

/**
 * The files in which AWS tools keep sessions and sign-ins, and the folders on the way to them: one that is yet to be
 * made is watched from the moment on that it is there, which is after its first file. All patterns are for one folder
 * each, because VS Code tells of nothing that lies deeper outside of a workspace.
 */
export function watchedFiles(env: Environment, home: string): readonly WatchedFiles[] {
  const folders = sessionFolders(env, home);
  const above = new Map<string, Set<string>>();
  const note = (folder: string): void => {
    const names = above.get(dirname(folder)) ?? new Set();
    above.set(dirname(folder), names.add(basename(folder)));
  };
  for (const folder of folders) {
    note(folder);
    if (basename(dirname(dirname(folder))) === '.aws') note(dirname(folder));
  }
  return [
    ...folders.map((base) => ({ base, pattern: '*.json' })),
    ...[...above].map(([base, names]) => ({ base, pattern: alternatives([...names]) })),
  ];
}

function alternatives(names: readonly string[]): string {
  const globs = names.map(literalGlob);
  return globs.length === 1 ? globs.join('') : `{${globs.join(',')}}`;
}
