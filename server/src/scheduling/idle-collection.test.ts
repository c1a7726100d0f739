import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeTimers, type Timers } from '../host/timers.ts';
import { createIdleCollection } from './idle-collection.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The machine's, by the clock that vitest turns. */
const timers: Timers = { ...nodeTimers, now: () => Date.now() };

const MEGABYTE = 1024 * 1024;

/** A heap that collections bring down to ten megabytes. */
function setUp() {
  let size = 20 * MEGABYTE;
  let collections = 0;
  let rests = 0;
  const memory = {
    heapSize: () => size,
    collect: () => {
      collections += 1;
      // What is let go is to be collected with the rest.
      expect(rests).toBe(collections);
      size = 10 * MEGABYTE;
      return Promise.resolve();
    },
  };
  const idle = createIdleCollection({ timers, memory, rest: () => (rests += 1) });
  const grow = (by: number): void => {
    size += by * MEGABYTE;
  };
  return { idle, grow, collections: () => collections, rests: () => rests };
}

describe('createIdleCollection', () => {
  it('collects when nothing was asked for in half a minute', async () => {
    const { idle, collections } = setUp();
    idle.active();
    await vi.advanceTimersByTimeAsync(29_000);
    idle.active();
    await vi.advanceTimersByTimeAsync(29_999);
    expect(collections()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(collections()).toBe(1);
  });

  it('never does so while somebody types', async () => {
    const { idle, collections, rests } = setUp();
    for (let letter = 0; letter < 1000; letter += 1) {
      idle.active();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect([collections(), rests()]).toEqual([0, 0]);
  });

  it('does so once, until there is more to collect', async () => {
    const { idle, grow, collections } = setUp();
    idle.active();
    await vi.advanceTimersByTimeAsync(30_000);
    grow(3);
    idle.active();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(collections()).toBe(1);
    grow(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(collections()).toBe(1);
    idle.active();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(collections()).toBe(2);
  });

  it('does nothing after its end', async () => {
    const { idle, collections } = setUp();
    idle.active();
    idle.dispose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(collections()).toBe(0);
  });
});
