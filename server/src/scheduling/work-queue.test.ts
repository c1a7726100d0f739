import { describe, expect, it, vi } from 'vitest';
import { createWorkQueue } from './work-queue.ts';

/** Work whose end the test decides. */
function controlled() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (key: string): Promise<void> => {
    started.push(key);
    return new Promise((end) => ends.set(key, end));
  };
  return { started, end: (key: string) => ends.get(key)?.(), work };
}

describe('createWorkQueue', () => {
  it('works off no more keys at a time than allowed', async () => {
    const { started, end, work } = controlled();
    const queue = createWorkQueue({ width: 2, work, progressed: () => undefined });
    for (const key of ['a', 'b', 'c']) queue.add(key);
    await vi.waitUntil(() => started.length === 2);
    end('a');
    await vi.waitUntil(() => started.length === 3);
    expect(started).toEqual(['a', 'b', 'c']);
    end('b');
    end('c');
    await vi.waitUntil(() => queue.isIdle());
  });

  it('lets other things happen before each key', () => {
    const { started, work } = controlled();
    createWorkQueue({ width: 2, work, progressed: () => undefined }).add('a');
    expect(started).toEqual([]);
  });

  it('works a key off once more that comes again meanwhile, but not twice at a time', async () => {
    const { started, end, work } = controlled();
    const queue = createWorkQueue({ width: 2, work, progressed: () => undefined });
    queue.add('a');
    await vi.waitUntil(() => started.length === 1);
    queue.add('a');
    queue.add('a');
    queue.add('b');
    await vi.waitUntil(() => started.length === 2);
    expect(started).toEqual(['a', 'b']);
    end('a');
    await vi.waitUntil(() => started.length === 3);
    expect(started).toEqual(['a', 'b', 'a']);
  });

  it('tells when it is through', async () => {
    let idle = false;
    const queue = createWorkQueue({
      width: 2,
      work: () => Promise.resolve(),
      progressed: () => (idle = queue.isIdle()),
    });
    for (let key = 0; key < 50; key += 1) queue.add(String(key));
    await vi.waitUntil(() => idle);
  });

  it('starts nothing after its end', async () => {
    const { started, end, work } = controlled();
    const queue = createWorkQueue({ width: 1, work, progressed: () => undefined });
    queue.add('a');
    queue.add('b');
    await vi.waitUntil(() => started.length === 1);
    queue.dispose();
    end('a');
    await vi.waitUntil(() => queue.isIdle());
    expect(started).toEqual(['a']);
  });
});
