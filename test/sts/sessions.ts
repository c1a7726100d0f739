import { createAccessKeyId, createSecretAccessKey, createSessionToken } from './identifiers.ts';
import type { RandomBytes } from './random.ts';

/** Whom a session stands for. */
type SessionOwner =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'role'; readonly roleId: string; readonly sessionName: string };

/** A session that this server issued. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: Date;
  readonly owner: SessionOwner;
  /** Whether MFA was given when it was made. */
  readonly mfa: boolean;
}

/** What a new session is to be. */
interface SessionRequest {
  readonly accountId: string;
  readonly owner: SessionOwner;
  readonly mfa: boolean;
  readonly durationSeconds: number;
}

/** The sessions that are issued. */
export interface SessionStore {
  readonly issue: (request: SessionRequest) => Session;
  readonly find: (accessKeyId: string) => Session | undefined;
  /** Makes every session that is out now end at this moment; for clients whose own clock cannot be moved. */
  readonly expireAll: () => void;
}

/** Makes an empty store. */
export const createSessionStore = (random: RandomBytes, now: () => Date): SessionStore => {
  const sessions = new Map<string, Session>();
  return {
    issue: ({ accountId, owner, mfa, durationSeconds }) => {
      const wholeSeconds = Math.floor(now().getTime() / 1000);
      const session: Session = {
        accessKeyId: createAccessKeyId('ASIA', accountId, random),
        secretAccessKey: createSecretAccessKey(random),
        sessionToken: createSessionToken(random),
        expiresAt: new Date((wholeSeconds + durationSeconds) * 1000),
        owner,
        mfa,
      };
      sessions.set(session.accessKeyId, session);
      return session;
    },
    find: (accessKeyId) => sessions.get(accessKeyId),
    expireAll: () => {
      for (const session of sessions.values()) {
        if (session.expiresAt > now()) sessions.set(session.accessKeyId, { ...session, expiresAt: now() });
      }
    },
  };
};
