import type { Timers } from '../host/timers.ts';
import type { Judge, Judgement } from '../workspace/judge.ts';
import type { Cancellation } from './cancellation.ts';
import { createDebouncer } from './debouncer.ts';
import type { Guard } from './guard.ts';
import { pauseAfter } from './pause.ts';

/** Judges documents a little after their last change, for clients that wait for diagnostics. */
export interface ValidationQueue {
  /** Judges the document soon. What is under way for an older version of it is given up. */
  schedule(uri: string): void;
  cancel(uri: string): void;
  /** As `cancel`, for a document that is closed. */
  forget(uri: string): void;
  dispose(): void;
}

export interface ValidationQueueInit {
  readonly timers: Timers;
  readonly guard: Guard;
  readonly judge: Judge;
  /** Is only called with what is known of the version that is open at that moment: the judge sees to that. */
  readonly publish: (judgement: Judgement) => void;
}

export function createValidationQueue({
  timers,
  guard,
  judge,
  publish,
}: ValidationQueueInit): ValidationQueue {
  const debouncer = createDebouncer(timers);
  const running = new Map<string, { isCancelled: boolean }>();
  /** How long the last judging of each document took, in milliseconds. */
  const costs = new Map<string, number>();

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
      const start = timers.now();
      const judgement = await judge.judge(uri, run satisfies Cancellation);
      // The document may be pulled between the end of the judgement and this turn: it would be shown twice from then on.
      if (!judgement || run.isCancelled) return;
      publish(judgement);
      costs.set(uri, timers.now() - start);
    } finally {
      if (running.get(uri) === run) running.delete(uri);
    }
  };
  return {
    schedule: (uri) => {
      cancel(uri);
      const pause = pauseAfter(costs.get(uri));
      debouncer.schedule(uri, pause, () => guard.run('Validation', () => validate(uri)));
    },
    cancel,
    forget: (uri) => {
      cancel(uri);
      costs.delete(uri);
    },
    dispose: () => {
      debouncer.dispose();
      for (const run of running.values()) run.isCancelled = true;
      running.clear();
    },
  };
}
