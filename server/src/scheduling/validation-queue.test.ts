import { describe, expect, it, vi } from 'vitest';
import type { Judge, Judgement } from '../workspace/judge.ts';
import { createValidationQueue, type ValidationQueue } from './validation-queue.ts';

/** A queue over a judge that takes some time for each document. */
function createWorld(cost: number, ended: (queue: ValidationQueue) => void = () => undefined) {
  let now = 0;
  const judged: string[] = [];
  const judge: Pick<Judge, 'judge'> = {
    judge: (uri) => {
      now += cost;
      judged.push(uri);
      const judgement = Promise.resolve({} as Judgement);
      // Runs before whoever waits for the judgement.
      void judgement.then(() => ended(queue));
      return judgement;
    },
  };
  const delays: number[] = [];
  const published: Judgement[] = [];
  let due: (() => void) | undefined;
  const queue: ValidationQueue = createValidationQueue({
    timers: {
      now: () => now,
      after: (delay, action) => {
        delays.push(delay);
        due = action;
        return () => (due = undefined);
      },
    },
    guard: { run: (_what, run) => void run() } as Parameters<typeof createValidationQueue>[0]['guard'],
    judge: judge as Judge,
    publish: (judgement) => void published.push(judgement),
  });
  const type = async (): Promise<void> => {
    const before = judged.length;
    queue.schedule('a');
    due?.();
    await vi.waitFor(() => expect(judged.length).toBe(before + 1));
    // The judgement is published in a later turn.
    await Promise.resolve();
    await Promise.resolve();
  };
  return { queue, delays, published, type };
}

describe('createValidationQueue', () => {
  it('judges at once what was opened', async () => {
    const { delays, type } = createWorld(10);
    await type();
    expect(delays).toEqual([0]);
  });

  it('publishes what it has judged', async () => {
    const { published, type } = createWorld(10);
    await type();
    expect(published).toHaveLength(1);
  });

  it('publishes nothing of a document that is called off at the last moment', async () => {
    const { published, type } = createWorld(10, (queue) => queue.cancel('a'));
    await type();
    expect(published).toEqual([]);
  });

  it('lets a person type the longer, the longer a document takes', async () => {
    const quick = createWorld(10);
    await quick.type();
    await quick.type();
    expect(quick.delays).toEqual([0, 8]);
    const slow = createWorld(500);
    await slow.type();
    await slow.type();
    expect(slow.delays).toEqual([0, 200]);
  });

  it('knows nothing of a document that was closed', async () => {
    const { queue, delays, type } = createWorld(500);
    await type();
    queue.forget('a');
    await type();
    expect(delays).toEqual([0, 0]);
  });
});
