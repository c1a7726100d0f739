import { describe, expect, it } from 'vitest';
import { createLifecycle, type Service } from './lifecycle.ts';

function harness(options: { failStarts?: number; failStop?: boolean } = {}) {
  const log: string[] = [];
  let made = 0;
  let failures = options.failStarts ?? 0;
  const create = (): Service => {
    made += 1;
    const id = String(made);
    return {
      start: async () => {
        log.push(`start ${id}`);
        await Promise.resolve();
        if (failures > 0) {
          failures -= 1;
          throw new Error('no server');
        }
        log.push(`started ${id}`);
      },
      stop: async () => {
        log.push(`stop ${id}`);
        await Promise.resolve();
        if (options.failStop) throw new Error('already dead');
        log.push(`stopped ${id}`);
      },
    };
  };
  return { log, lifecycle: createLifecycle(create) };
}

describe('createLifecycle', () => {
  it('runs calls one after the other', async () => {
    const { lifecycle, log } = harness();
    await Promise.all([lifecycle.start(), lifecycle.stop(), lifecycle.start()]);
    expect(log).toEqual(['start 1', 'started 1', 'stop 1', 'stopped 1', 'start 2', 'started 2']);
    expect(lifecycle.running()).toBeDefined();
  });

  it('starts only once', async () => {
    const { lifecycle, log } = harness();
    await Promise.all([lifecycle.start(), lifecycle.start()]);
    expect(log).toEqual(['start 1', 'started 1']);
  });

  it('makes one of several waiting restarts, and a later one anew', async () => {
    const { lifecycle, log } = harness();
    await lifecycle.start();
    await Promise.all([lifecycle.restart(), lifecycle.restart(), lifecycle.restart()]);
    expect(log.filter((line) => line.startsWith('started'))).toEqual(['started 1', 'started 2']);
    await lifecycle.restart();
    expect(log.at(-1)).toBe('started 3');
  });

  it('tells a failed start and can start afterwards', async () => {
    const { lifecycle, log } = harness({ failStarts: 1 });
    await expect(lifecycle.start()).rejects.toThrow('no server');
    expect(lifecycle.running()).toBeUndefined();
    await lifecycle.restart();
    expect(log).toEqual(['start 1', 'start 2', 'started 2']);
  });

  it('restarts even where the old server cannot be stopped', async () => {
    const { lifecycle, log } = harness({ failStop: true });
    await lifecycle.start();
    await lifecycle.restart();
    expect(log.at(-1)).toBe('started 2');
  });

  it('has nothing to stop before the start', async () => {
    const { lifecycle, log } = harness();
    await lifecycle.stop();
    expect(log).toEqual([]);
  });
});
