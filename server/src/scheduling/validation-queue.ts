import type { Cancellation } from '@keyless/core';
import type { Timers } from '../host/timers.ts';
import type { Judge, Judgement } from '../workspace/judge.ts';
import { createDebouncer } from './debouncer.ts';
import type { Guard } from './guard.ts';

/** Judges documents a little after their last change, for clients that wait for diagnostics. */
export interface ValidationQueue {
  /** Judges the document soon. What is under way for an older version of it is given up. */
  schedule(uri: string): void;
  cancel(uri: string): void;
  dispose(): void;
}

export interface ValidationQueueInit {
  readonly timers: Timers;
  readonly guard: Guard;
  readonly judge: Judge;
  /** Is only called with what is known of the version that is open at that moment: the judge sees to that. */
  readonly publish: (judgement: Judgement) => void;
}

/** How long nothing must be typed before a document is judged, in milliseconds. */
export const VALIDATION_DELAY = 200;

export function createValidationQueue({
  timers,
  guard,
  judge,
  publish,
}: ValidationQueueInit): ValidationQueue {
  const debouncer = createDebouncer(timers, VALIDATION_DELAY);
  const running = new Map<string, { isCancelled: boolean }>();

  const cancel = (uri: string): void => {
    debouncer.cancel(uri);
    const run = running.get(uri);
    if (run) run.isCancelled = true;
    running.delete(uri);
  };
  const validate = async (uri: string): Promise<void> => {
    const run = { isCancelled: false };
    running.set(uri, run);
    try {
      const judgement = await judge.judge(uri, run satisfies Cancellation);
      if (judgement) publish(judgement);
    } finally {
      if (running.get(uri) === run) running.delete(uri);
    }
  };
  return {
    schedule: (uri) => {
      cancel(uri);
      debouncer.schedule(uri, () => guard.run('Validation', () => validate(uri)));
    },
    cancel,
    dispose: () => {
      debouncer.dispose();
      for (const run of running.values()) run.isCancelled = true;
      running.clear();
    },
  };
}
