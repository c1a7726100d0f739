import { timeLeft } from '@keyless/core';
import type { RefreshFailure, RefreshSuccess } from '@keyless/sessions';

/** Until when the session lasts and whose it is; in this order, because VS Code cuts the end of a long line. */
export function successMessage({ profile, identity, expiresAt }: RefreshSuccess, now: Date): string {
  const until = expiresAt.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const left = timeLeft(expiresAt.getTime() - now.getTime());
  return `${profile} is now valid until ${until} (${left}) as ${identity.arn}`;
}

/** What STS said, what that means and what mends it, in sentences. */
export function failureMessage({ title, said, meaning, action }: Explained): string {
  const parts = [
    title,
    ...(said === undefined ? [] : [`STS said: ${said}`]),
    meaning,
    ...(action ? [action] : []),
  ];
  return parts.map(sentence).join(' ');
}

type Explained = Pick<RefreshFailure, 'title' | 'said' | 'meaning' | 'action'>;

/** With a full stop, unless it has an end of its own. */
export function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
