import type { SessionProfile } from '@keyless/sessions';

/** The sessions of the person as they were on the disk when somebody last looked. */
export interface SessionSnapshot {
  readonly profiles: readonly SessionProfile[];
  /** Why the AWS CLI refuses the files; there are no profiles then. */
  readonly refusal: string | undefined;
  /** What is wrong with the folders and files that sessions are kept in; sentences. */
  readonly dangers: readonly string[];
}

/** Keeps what is known of the sessions, so that all who show it show the same. */
export interface SessionList {
  readonly current: () => SessionSnapshot;
  /** Looks at the disk again. Calls that come while it looks become one more look. */
  readonly reload: () => Promise<void>;
  /** Whom a change matters to; called after each look. */
  readonly onChange: (listener: () => void) => void;
}

const NOTHING: SessionSnapshot = { profiles: [], refusal: undefined, dangers: [] };

/** @param read looks at the disk; where it fails, what was known before stays */
export function createSessionList(read: () => Promise<SessionSnapshot>): SessionList {
  const listeners: (() => void)[] = [];
  let current = NOTHING;
  let looking: Promise<void> | undefined;
  let again: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      current = await read();
    } catch {
      return;
    }
    for (const listener of listeners) listener();
  }

  function start(): Promise<void> {
    looking = look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    current: () => current,
    reload: () => {
      if (!looking) return start();
      again ??= looking.then(() => {
        again = undefined;
        return start();
      });
      return again;
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}
