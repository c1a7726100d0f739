import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/** A session's duration as it is written somewhere, and what is known of the call that it goes to. */
export interface SessionDuration {
  readonly seconds: number;
  readonly range: Range;
  /** The key or input, e.g. `duration_seconds`. */
  readonly name: SafeText;
  /** The profile or job. */
  readonly owner: SafeText;
  /** The role is assumed with another session (role chaining); these places show why, to whoever asks for them. */
  readonly chain: (() => readonly ChainPlace[]) | undefined;
  /** An edit would change other places too. */
  readonly shared?: boolean;
}

/** A place that shows where the source of a role is a session. */
export interface ChainPlace {
  /** The file that it is in, where it is another one. */
  readonly document?: KeylessDocument;
  readonly range: Range;
  readonly message: SafeText;
}
