import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createOutput } from './io.ts';

const error = (code: string) => Object.assign(new Error(code), { code });

/** A stream that takes what `take` lets it. */
function stream(take: (text: string, done: (error?: Error) => void) => void): Writable {
  return new Writable({ decodeStrings: false, write: (chunk, _encoding, done) => take(String(chunk), done) });
}

describe('createOutput', () => {
  it('waits until a text is taken', async () => {
    const taken: string[] = [];
    const held: (() => void)[] = [];
    const output = createOutput(
      stream((text, done) => {
        taken.push(text);
        held.push(done);
      }),
      { onClosed: () => expect.unreachable() },
    );
    let written = false;
    const writing = output.write('a').then(() => (written = true));
    await new Promise(setImmediate);
    expect({ taken, written }).toEqual({ taken: ['a'], written: false });
    held[0]?.();
    expect(await writing).toBe(true);
  });

  it.each([
    ['EPIPE', 141],
    ['ENOSPC', 3],
  ])('tells of %s once, as %i, and drops what follows', async (code, exitCode) => {
    const codes: number[] = [];
    let calls = 0;
    const failing = stream((_text, done) => {
      calls += 1;
      done(error(code));
    });
    const output = createOutput(failing, { onClosed: (one) => codes.push(one) });
    await output.write('a');
    await output.write('b');
    expect({ codes, calls }).toEqual({ codes: [exitCode], calls: 1 });
  });

  it('lets nobody wait after an abort', async () => {
    const stop = new AbortController();
    const output = createOutput(
      stream(() => undefined),
      { onClosed: () => expect.unreachable(), signal: stop.signal },
    );
    const writing = output.write('a');
    stop.abort();
    await writing;
    await output.write('b');
  });
});
