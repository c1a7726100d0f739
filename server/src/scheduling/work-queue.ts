import { setImmediate } from 'node:timers/promises';

/** Works keys off in the order in which they came, some at a time, and lets everything else have its turn in between. */
export interface WorkQueue {
  /** A key that is waiting already keeps its place; one that is being worked off is worked off once more. */
  add(key: string): void;
  remove(key: string): void;
  isIdle(): boolean;
  /** Drops what is waiting. What is under way ends by itself. */
  dispose(): void;
}

export interface WorkQueueInit {
  /** How many keys are worked off at a time. */
  readonly width: number;
  /** Must not reject. */
  readonly work: (key: string) => Promise<void>;
  /** The queue has become busy or idle, or has got on. */
  readonly progressed: () => void;
}

export function createWorkQueue({ width, work, progressed }: WorkQueueInit): WorkQueue {
  const waiting = new Set<string>();
  const running = new Set<string>();

  const next = (): string | undefined => {
    for (const key of waiting) {
      if (!running.has(key)) return key;
    }
    return undefined;
  };
  const runNext = async (key: string): Promise<void> => {
    waiting.delete(key);
    running.add(key);
    // The client's messages come in here: nobody who types waits for more than one file.
    await setImmediate();
    await work(key);
    running.delete(key);
    fill();
    progressed();
  };
  const fill = (): void => {
    for (let key = next(); key !== undefined && running.size < width; key = next()) void runNext(key);
  };
  return {
    add: (key) => {
      waiting.add(key);
      fill();
    },
    remove: (key) => waiting.delete(key),
    isIdle: () => waiting.size === 0 && running.size === 0,
    dispose: () => waiting.clear(),
  };
}
