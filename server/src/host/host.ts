import type { Clock, DocumentKind, GitFacts, Linter } from '@keyless/core';
import type { AwsPaths, DocumentReading, Remember, WalkEntry } from '@keyless/files';
import type { SessionStore } from '@keyless/sessions/cache';
import type { MemoryPort } from './memory.ts';
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

/** Everything that the server takes from the machine, so that tests can be the machine. */
export interface ServerHost {
  readonly version: string;
  readonly linter: Linter;
  /** Where the AWS tools look for the user's own two files. */
  readonly awsPaths: AwsPaths;
  readonly files: FilePort;
  /** What AWS tools keep of the user's sessions and sign-ins. */
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly memory: MemoryPort;
  /** The Markdown of a rule's page; `undefined` where there is none. Is only asked for ids of rules. */
  rulePage(ruleId: string): Promise<string | undefined>;
}
