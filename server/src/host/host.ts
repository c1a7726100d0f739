import type { CachedEnd, Clock, DocumentKind, GitFacts, Linter, ProfileGraph } from '@keyless/core';
import type { AwsPaths, DocumentReading, Remember, WalkEntry } from '@keyless/files';
import type { SessionCache } from '@keyless/sessions/cache';
import type { Timers } from './timers.ts';

/** The disk as the server sees it. */
export interface FilePort {
  /** Reads a text file within bounds; what is wrong with it comes back as `skipped`. Never throws. */
  read(path: string): Promise<DocumentReading>;
  /** A text that differs when the file has changed; `undefined` where there is no file. Never throws. */
  stamp(path: string): Promise<string | undefined>;
  /** The names in a folder; empty where it cannot be listed. Never throws. */
  list(folder: string): Promise<readonly string[]>;
  /** What Git makes of a file; `undefined` where that is not known. Never throws. */
  git(path: string, remember: Remember): Promise<GitFacts | undefined>;
  /** The documents of a folder and its subfolders. */
  walk(folder: string, options: WalkRequest): AsyncIterable<WalkEntry>;
}

export interface WalkRequest {
  readonly classify: (path: string) => DocumentKind | undefined;
  readonly signal: AbortSignal;
}

/** The AWS CLI's cache of sessions. Of a session only its end comes out. */
export interface SessionPort {
  /** The folder of the cache. */
  readonly folder: string;
  /**
   * When the cached session of a role profile ends; `undefined` for a profile that has no entry by its settings.
   * `profiles`: as the AWS CLI reads them. Never throws.
   */
  endOf(profiles: ProfileGraph, profile: string, now: Date): Promise<CachedEnd | undefined>;
}

/** Everything that the server takes from the machine, so that tests can be the machine. */
export interface ServerHost {
  readonly version: string;
  readonly linter: Linter;
  /** Where the AWS tools look for the user's own two files. */
  readonly awsPaths: AwsPaths;
  readonly files: FilePort;
  readonly sessions: SessionPort;
  readonly clock: Clock;
  /** The sessions that the AWS CLI keeps for the user. */
  readonly sessionCache: SessionCache;
  readonly timers: Timers;
  /** The Markdown of a rule's page; `undefined` where there is none. Is only asked for ids of rules. */
  rulePage(ruleId: string): Promise<string | undefined>;
}
