import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeTimers } from '../host/timers.ts';
import { createDebouncer } from './debouncer.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('createDebouncer', () => {
  it('runs the last action once it has been quiet', () => {
    const done: string[] = [];
    const debouncer = createDebouncer(nodeTimers);
    debouncer.schedule('a', 200, () => done.push('first'));
    vi.advanceTimersByTime(199);
    debouncer.schedule('a', 200, () => done.push('second'));
    vi.advanceTimersByTime(199);
    expect(done).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(done).toEqual(['second']);
  });

  it('keeps keys apart', () => {
    const done: string[] = [];
    const debouncer = createDebouncer(nodeTimers);
    debouncer.schedule('a', 200, () => done.push('a'));
    debouncer.schedule('b', 200, () => done.push('b'));
    debouncer.cancel('a');
    vi.advanceTimersByTime(200);
    expect(done).toEqual(['b']);
  });

  it('runs nothing after its end', () => {
    const done: string[] = [];
    const debouncer = createDebouncer(nodeTimers);
    debouncer.schedule('a', 200, () => done.push('a'));
    debouncer.dispose();
    vi.advanceTimersByTime(1000);
    expect(done).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
