import { setTimeout as delay } from 'node:timers/promises';
import { StsError } from './errors.ts';
import type { StsResponse } from './handler.ts';
import { renderError } from './handler.ts';

/** A failure to be put in the place of an answer. */
export type Fault =
  /** This error, as STS would write it; for throttling and server errors. */
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string }
  /** Never answers; the client's timeout or cancellation has to end it. */
  | { readonly kind: 'hang' }
  /** Ends the connection without an answer. */
  | { readonly kind: 'reset' }
  /** Answers as usual, after this many milliseconds. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Answers with something else than STS, as a proxy or a captive portal does. */
  | { readonly kind: 'body'; readonly status: number; readonly contentType: string; readonly body: string };

/** The failures that wait for a request. */
export interface FaultQueue {
  /** @param action Only a request of this action takes it. */
  readonly add: (fault: Fault, action?: string) => void;
  /** Takes the oldest failure that is meant for this action. */
  readonly take: (action: string | undefined) => Fault | undefined;
  readonly clear: () => void;
}

/** Makes an empty queue. */
export const createFaultQueue = (): FaultQueue => {
  const waiting: { readonly fault: Fault; readonly action: string | undefined }[] = [];
  return {
    add: (fault, action) => {
      waiting.push({ fault, action });
    },
    take: (action) => {
      const index = waiting.findIndex((entry) => entry.action === undefined || entry.action === action);
      return index < 0 ? undefined : waiting.splice(index, 1)[0]?.fault;
    },
    clear: () => {
      waiting.length = 0;
    },
  };
};

/** What a failure makes of a request; nothing when the usual answer is to follow. */
export const applyFault = async (
  fault: Fault | undefined,
  requestId: string,
): Promise<StsResponse | 'hang' | 'reset' | undefined> => {
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case 'hang':
    case 'reset':
      return fault.kind;
    case 'slow':
      await delay(fault.milliseconds, undefined, { ref: false });
      return undefined;
    case 'error': {
      const { status, code } = fault;
      const body = renderError(new StsError(fault), requestId);
      return { status, headers: { 'content-type': 'text/xml' }, body, errorCode: code, caller: undefined };
    }
    case 'body': {
      const { status, contentType, body } = fault;
      return {
        status,
        headers: { 'content-type': contentType },
        body,
        errorCode: undefined,
        caller: undefined,
      };
    }
  }
};
