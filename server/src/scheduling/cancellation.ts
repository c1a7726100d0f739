import type { CancellationToken } from '../lsp.ts';

/** Tells work of several turns that nobody waits for its answer any more. */
export interface Cancellation {
  readonly isCancelled: boolean;
}

/** Never cancelled. */
export const neverCancelled: Cancellation = { isCancelled: false };

class TokenCancellation implements Cancellation {
  readonly #token: CancellationToken;

  constructor(token: CancellationToken) {
    this.#token = token;
  }

  get isCancelled(): boolean {
    return this.#token.isCancellationRequested;
  }
}

/** The token of a request. */
export function toCancellation(token: CancellationToken): Cancellation {
  return new TokenCancellation(token);
}
