import { describe, expect, it } from 'vitest';
import { madeUpProfile } from './made-up.ts';
import { createSessionList, type SessionSnapshot } from './session-list.ts';

const snapshotOf = (name: string): SessionSnapshot => ({
  profiles: [madeUpProfile(name)],
  refusal: undefined,
  dangers: [],
});

/** A disk that answers when it is told to. */
function slowDisk() {
  const waiting: ((answer: SessionSnapshot | Error) => void)[] = [];
  const read = () =>
    new Promise<SessionSnapshot>((resolve, reject) => {
      waiting.push((answer) => {
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    });
  return {
    read,
    looks: () => waiting.length,
    answer: (index: number, answer: SessionSnapshot | Error) => waiting[index]?.(answer),
  };
}

const nameIn = ({ profiles }: SessionSnapshot): string | undefined => profiles[0]?.name;

describe('the list of sessions', () => {
  it('knows nothing before it has looked, and tells when it has', async () => {
    const disk = slowDisk();
    const list = createSessionList(disk.read);
    let told = 0;
    list.onChange(() => (told += 1));
    expect(list.current().profiles).toEqual([]);
    const look = list.reload();
    disk.answer(0, snapshotOf('a'));
    await look;
    expect([nameIn(list.current()), told]).toEqual(['a', 1]);
  });

  it('looks once more for all that asked while it looked, because what they mean may have come later', async () => {
    const disk = slowDisk();
    const list = createSessionList(disk.read);
    const first = list.reload();
    const others = [list.reload(), list.reload(), list.reload()];
    expect(disk.looks()).toBe(1);
    disk.answer(0, snapshotOf('a'));
    await first;
    await Promise.resolve();
    expect(disk.looks()).toBe(2);
    disk.answer(1, snapshotOf('b'));
    await Promise.all(others);
    expect([nameIn(list.current()), disk.looks()]).toEqual(['b', 2]);
  });

  it('keeps what it knows where the disk cannot be read', async () => {
    const disk = slowDisk();
    const list = createSessionList(disk.read);
    const first = list.reload();
    disk.answer(0, snapshotOf('a'));
    await first;
    const second = list.reload();
    disk.answer(1, new Error('EIO'));
    await second;
    expect(nameIn(list.current())).toBe('a');
  });
});
