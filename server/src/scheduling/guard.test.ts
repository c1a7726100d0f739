import { CancellationTokenSource, LSPErrorCodes, ResponseError, type CancellationToken } from '../lsp.ts';
import { describe, expect, it } from 'vitest';
import { createGuard } from './guard.ts';

function setUp() {
  const logs: string[] = [];
  const log = (message: string): void => void logs.push(message);
  return {
    logs,
    guard: createGuard({ info: log, warn: log, error: log }, () => undefined),
    source: new CancellationTokenSource(),
  };
}

const quote = (): never => {
  throw new Error('hunter2');
};

describe('a guarded request', () => {
  it('answers', async () => {
    const { guard, source } = setUp();
    const handler = guard.request('A sum', 0, (term: number) => term + 1);
    expect(await handler(1, source.token)).toBe(2);
  });

  it.each([
    ['throws', quote],
    ['rejects', () => Promise.reject(new Error('hunter2'))],
  ])('that %s is answered with the empty result and told without its message', async (_name, broken) => {
    const { guard, source, logs } = setUp();
    expect(await guard.request('A sum', 0, broken)(1, source.token)).toBe(0);
    expect(logs).toEqual([expect.stringMatching(/^A sum failed: Error at /)]);
    expect(logs.join()).not.toContain('hunter2');
  });

  it('that is cancelled meanwhile says so', async () => {
    const { guard, source } = setUp();
    const handler = guard.request('A sum', 0, () => {
      source.cancel();
      return 1;
    });
    expect(await handler(undefined, source.token)).toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('without parameters still knows when it is cancelled', async () => {
    const { guard, source } = setUp();
    const handler = guard.request<unknown, string>('A question', 'nothing', (_params, token) =>
      String(token.isCancellationRequested),
    );
    // As the JSON-RPC library calls it.
    const called = handler as (token: CancellationToken) => ReturnType<typeof handler>;
    expect(await called(source.token)).toBe('false');
    source.cancel();
    expect(await called(source.token)).toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('may refuse', async () => {
    const { guard, source } = setUp();
    const refusal = new ResponseError<never>(LSPErrorCodes.ContentModified, 'no');
    expect(await guard.request<unknown, number>('A sum', 0, () => refusal)(1, source.token)).toBe(refusal);
  });
});

describe('a guarded action', () => {
  it('that fails is told, and nothing else happens', async () => {
    const { guard, logs } = setUp();
    await guard.wait('Work', quote);
    await guard.wait('Work', () => Promise.reject(new TypeError('hunter2')));
    expect(logs).toEqual([
      expect.stringMatching(/^Work failed: Error/),
      expect.stringMatching(/^Work failed: TypeError/),
    ]);
  });
});
