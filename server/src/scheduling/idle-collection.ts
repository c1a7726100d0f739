import type { MemoryPort } from '../host/memory.ts';
import type { Timers } from '../host/timers.ts';

/**
 * Collects garbage when there is nothing else to do. V8 does so when it needs room, and takes the more the faster work is
 * asked for; nothing is given back while an editor stands still, and editors stand still for most of the day.
 */
export interface IdleCollection {
  /** Something was asked for, or has happened. */
  active(): void;
  dispose(): void;
}

export interface IdleCollectionInit {
  readonly timers: Timers;
  readonly memory: MemoryPort;
  /** Lets go of what is kept for who goes on at once, before garbage is collected. */
  readonly rest: () => void;
}

/**
 * Who has looked at no file of ours for so long is elsewhere, in milliseconds. It must not be short: V8 throws away what it
 * has learned of objects that are no more, and the first letters after a collection take up to twice as long.
 */
const IDLE = 30_000;

/** What the heap must have grown by since the last collection to be worth another one, in bytes. */
const WORTHWHILE = 4 * 1024 * 1024;

export function createIdleCollection({ timers, memory, rest }: IdleCollectionInit): IdleCollection {
  let last = 0;
  /** Size of the heap after the last collection. */
  let size = 0;
  let stop: (() => void) | undefined;
  const collect = async (): Promise<void> => {
    if (memory.heapSize() - size < WORTHWHILE) return;
    rest();
    await memory.collect();
    size = memory.heapSize();
  };
  // One timer for a whole day of typing, and not one for each letter.
  const wait = (delay: number): void => {
    stop = timers.after(delay, () => {
      stop = undefined;
      const left = last + IDLE - timers.now();
      if (left > 0) wait(left);
      else void collect();
    });
  };
  return {
    active: () => {
      last = timers.now();
      if (!stop) wait(IDLE);
    },
    dispose: () => stop?.(),
  };
}
