import type { DocumentKind, SourceText } from '@keyless/core';
import type { ServerHost } from '../host/host.ts';
import type { Guard } from '../scheduling/guard.ts';
import type { Documents } from './documents.ts';
import type { FactsAround, FactsStore } from './facts-store.ts';
import type { Folders } from './folders.ts';
import type { SettingsStore } from './settings-store.ts';
import type { ResourceSettings } from './settings.ts';
import type { SharedModels } from './shared-models.ts';
import type { Skips } from './skips.ts';

/** A file of the workspace that is not open. */
export interface ClosedFile {
  readonly key: string;
  readonly path: string;
  readonly uri: string;
  readonly kind: DocumentKind;
}

/** A closed file's text and all that it is judged by. */
export interface ClosedText {
  readonly file: ClosedFile;
  readonly source: SourceText;
  readonly around: FactsAround;
  readonly settings: ResourceSettings;
}

/** What the background work on closed files needs. */
export interface ClosedFilesInit {
  readonly host: ServerHost;
  readonly documents: Documents;
  readonly folders: Folders;
  readonly settings: SettingsStore;
  readonly facts: FactsStore;
  readonly shared: SharedModels;
  readonly skips: Skips;
  readonly guard: Guard;
  /** Judges a text and shows what it gives. */
  readonly show: (text: ClosedText) => void;
  /** Takes back what was shown for a file. */
  readonly clear: (key: string) => void;
  readonly progressed: () => void;
}

/** A file and how far its judgement has come. */
export interface KnownFile extends ClosedFile {
  /** Counts the changes of the content that were heard of. */
  change: number;
  /** The change that the last judgement has seen; 0 for none. */
  seen: number;
  /** Whether its text, as it was last read, holds anything like a session. */
  mentionsSession: boolean;
  /** Revisions of the settings and facts of the last judgement. */
  revision: string;
}
