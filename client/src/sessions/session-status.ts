import { timeLeft, untilChange } from '@keyless/core';
import type { StatusBarItem } from 'vscode';

/** The clock and the timers that a countdown lives on; tests give their own. */
export interface Timers {
  now(): number;
  /** Calls back once after so many milliseconds; the result calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** What is shown of a session: whose it is and until when. Nothing of its credentials. */
export interface Session {
  readonly profile: string;
  readonly identity: { readonly arn: string; readonly accountId: string };
  readonly expiresAt: Date;
}

/** The part of a status bar item that is used. */
export type SessionItem = Pick<StatusBarItem, 'text' | 'tooltip' | 'show' | 'hide'>;

/** The status bar item of the session that was refreshed last. */
export interface SessionStatus {
  readonly show: (session: Session) => void;
  readonly dispose: () => void;
}

/** The timers of this process. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** `$(…)` would be drawn as an icon. */
function plain(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/**
 * Shows profile and time left, and counts down. There is one timer at most, set to the moment at which the text
 * changes, and none once the session has ended.
 */
export function createSessionStatus(item: SessionItem, timers: Timers = systemTimers): SessionStatus {
  let callOff: (() => void) | undefined;

  function draw(session: Session): void {
    const left = session.expiresAt.getTime() - timers.now();
    const ended = left <= 0;
    item.text = `${ended ? '$(warning)' : '$(key)'} Keyless: ${plain(session.profile)} ${timeLeft(left)}`;
    item.tooltip = [
      session.identity.arn,
      `Account ${session.identity.accountId}`,
      `${ended ? 'Ended' : 'Ends'} ${session.expiresAt.toLocaleString()}`,
      'Select to refresh again',
    ].join('\n');
    const wait = untilChange(left);
    callOff =
      wait === undefined
        ? undefined
        : timers.after(wait, () => {
            draw(session);
          });
  }

  return {
    show: (session) => {
      callOff?.();
      draw(session);
      item.show();
    },
    dispose: () => {
      callOff?.();
      callOff = undefined;
    },
  };
}
