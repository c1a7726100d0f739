import { setTimeout } from 'node:timers/promises';

/** Waits for a condition, and fails with `what` after the deadline (in milliseconds). */
export async function until<Value>(
  what: string,
  read: () => Value | undefined | false,
  deadline = 15_000,
): Promise<Value> {
  const end = performance.now() + deadline;
  for (;;) {
    const value = read();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}`);
    await setTimeout(2);
  }
}
