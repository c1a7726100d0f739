import type { RefreshFailure, RefreshSuccess } from '@keyless/sessions';
import { timeLeft } from './time-left.ts';

/** Whose session it is and until when, in a sentence. */
export function successMessage({ profile, identity, expiresAt }: RefreshSuccess, now: Date): string {
  const until = expiresAt.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const left = timeLeft(expiresAt.getTime() - now.getTime());
  return `${profile} is now ${identity.arn} until ${until} (${left})`;
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

function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
