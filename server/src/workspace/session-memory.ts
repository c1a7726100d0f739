import { createHash } from 'node:crypto';
import type { KnownSession } from '@keyless/core';
import type { SessionStore } from '@keyless/sessions/cache';

/** The sessions of the AWS CLI's cache as they were when somebody last looked. */
export interface RememberedSessions {
  readonly sessions: readonly KnownSession[];
  /** Differs when the sessions do. Made from the ids: never show or send it. */
  readonly digest: string;
}

/** Keeps what the cache holds, so that judging a document does not wait for the disk. */
export interface SessionMemory {
  /** What was found last; the disk is asked only where nobody has looked yet. */
  known(): Promise<RememberedSessions>;
  /** Looks again. */
  look(): Promise<RememberedSessions>;
}

export function createSessionMemory(store: Pick<SessionStore, 'known'>): SessionMemory {
  let last: Promise<RememberedSessions> | undefined;
  const look = (): Promise<RememberedSessions> => {
    last = store.known().then((sessions) => ({ sessions, digest: digestOf(sessions) }));
    return last;
  };
  return { known: () => last ?? look(), look };
}

function digestOf(sessions: readonly KnownSession[]): string {
  const hash = createHash('sha256');
  for (const { accessKeyId, end, session } of sessions) {
    accessKeyId.derive((id) => hash.update(id));
    hash.update(JSON.stringify([end, session]));
  }
  return hash.digest('base64');
}
