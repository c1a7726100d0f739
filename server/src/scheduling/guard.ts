import { safe, safeName } from '@keyless/core';
import { LSPErrorCodes, ResponseError, type CancellationToken } from '../lsp.ts';
import { describeError } from '../host/describe-error.ts';
import type { ServerLog } from '../host/logger.ts';

/** Keeps one broken handler from taking the server, or the text of an error, to the outside. */
export interface Guard {
  /**
   * Wraps a request's handler: an error becomes `empty`, a cancelled request is answered as such, and answers that are
   * errors of the protocol pass.
   */
  request<Params, Result>(
    name: string,
    empty: Result,
    handler: (
      params: Params,
      token: CancellationToken,
    ) => Promise<Result | ResponseError<never>> | Result | ResponseError<never>,
  ): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>>;
  /** Runs something that nobody waits for. */
  run(name: string, action: () => Promise<void> | void): void;
  /** Runs something and waits for its end; never rejects. */
  wait(name: string, action: () => Promise<void> | void): Promise<void>;
}

/** `active` is told of whatever is about to run. */
export function createGuard(log: ServerLog, active: () => void): Guard {
  const failed = (name: string, error: unknown): void => {
    log.error(safe`${safeName(name)} failed: ${describeError(error)}`);
  };
  const wait = async (name: string, action: () => Promise<void> | void): Promise<void> => {
    active();
    try {
      await action();
    } catch (error) {
      failed(name, error);
    }
  };
  return {
    request: (name, empty, handler) => async (params, token) => {
      active();
      try {
        const given = tokenOf(params, token);
        const result = await handler(params, given);
        return given.isCancellationRequested ? cancelled() : result;
      } catch (error) {
        failed(name, error);
        return empty;
      }
    },
    run: (name, action) => void wait(name, action),
    wait,
  };
}

/** Of a request that has no parameters on the wire, the library hands over the token alone, in their place. */
function tokenOf(params: unknown, token: CancellationToken | undefined): CancellationToken {
  return token ?? (params as CancellationToken);
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}
