import { setTimeout as delay } from 'node:timers/promises';

/** How long a person would wait for VS Code, in milliseconds: generous, because a busy CI machine is slow and a right answer ends the wait. */
export const PATIENCE_MS = 30_000;

const POLL_MS = 50;

/**
 * Asks again and again until `probe` gives something other than `undefined`, and gives that.
 * @throws Error naming what was awaited, and the last thing seen, when the deadline passes.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  options: { readonly timeout?: number; readonly seen?: () => Promise<string> | string } = {},
): Promise<T> {
  const deadline = Date.now() + (options.timeout ?? PATIENCE_MS);
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) {
      const seen = options.seen === undefined ? '' : `; seen instead: ${await options.seen()}`;
      throw new Error(`Waited in vain for ${what}${seen}`);
    }
    await delay(POLL_MS);
  }
}

/** Whether `text` is what was asked for: equal to a string but for space at the ends, or matched by a pattern. */
export function isWanted(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.trim() === wanted : wanted.test(text);
}
