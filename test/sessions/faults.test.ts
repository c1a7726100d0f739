import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileSystem, type FileSystem } from '@keyless/files';
import {
  cliCacheFolder,
  loadSts,
  readCacheEntry,
  type RefreshFailure,
  type RefreshPorts,
  type RefreshResult,
  type StsPort,
} from '@keyless/sessions';
import type { Fault } from '../sts/faults.ts';
import { REPOSITORY } from '../e2e/suite-bundle.ts';
import { devSecret, startFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(async () => {
  await fixture.close();
});

const ENTRY = /^[0-9a-f]{40}\.json$/u;

/** Every entry, by its name; a half one would not be readable. Nothing but entries may be there. */
async function entries(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of await fixture.cacheFiles()) {
    expect(name).toMatch(ENTRY);
    const text = await fixture.cacheText(name);
    expect(await readCacheEntry(fixture.home, name, new Date())).toMatchObject({ state: 'live' });
    if (process.platform !== 'win32') {
      expect((await stat(join(cliCacheFolder(fixture.home), name))).mode & 0o777).toBe(0o600);
    }
    found.set(name, text);
  }
  return found;
}

function failed(result: RefreshResult): RefreshFailure {
  if (result.ok) throw new Error('It did not fail');
  return result;
}

/** What a person reads, whole; nothing of a secret may be in it. */
function messageOf(failure: RefreshFailure): string {
  const text = [failure.title, failure.said, failure.meaning, failure.action]
    .filter((part) => part !== undefined)
    .join(' | ');
  expect(text).not.toContain(devSecret(fixture.world));
  return text;
}

describe('a refresh while something is wrong outside', () => {
  const times = (count: number, fault: Fault): readonly Fault[] => Array.from({ length: count }, () => fault);
  const error = (status: number, code: string, message: string): Fault => ({
    kind: 'error',
    status,
    code,
    message,
  });

  it.each<[string, readonly Fault[], RefreshFailure['kind'], RegExp]>([
    ['STS ends connections', times(3, { kind: 'reset' }), 'network', /did not answer|connection/iu],
    [
      'STS has an error of its own',
      times(3, error(500, 'InternalFailure', 'An internal error occurred.')),
      'sts',
      /InternalFailure/u,
    ],
    [
      'STS is overloaded',
      times(3, error(503, 'ServiceUnavailable', 'Try later.')),
      'sts',
      /ServiceUnavailable/u,
    ],
    [
      'STS throttles',
      times(3, error(400, 'Throttling', 'Rate exceeded')),
      'sts',
      /Throttling[^|]*\|.*too many/iu,
    ],
    [
      'a portal stands before the network',
      times(3, { kind: 'body', status: 200, contentType: 'text/html', body: '<html>Log in</html>' }),
      'network',
      /proxy|portal|not STS|something else/iu,
    ],
  ])('says so where %s, and leaves the entry that there was', async (_what, faults, kind, message) => {
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    const before = await entries();
    for (const fault of faults) fixture.sts.failNext(fault);
    const result = failed(await fixture.refresh('my-role'));
    expect([result.kind, messageOf(result)]).toEqual([kind, expect.stringMatching(message)]);
    expect(await entries()).toEqual(before);
    fixture.sts.clearFaults();
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    expect([...(await entries()).keys()]).toEqual([...before.keys()]);
  });

  it('waits for a slow answer', async () => {
    fixture.sts.failNext({ kind: 'slow', milliseconds: 400 });
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
  });

  it('goes on where a throttled call is answered the next time', async () => {
    fixture.sts.failNext(error(400, 'Throttling', 'Rate exceeded'));
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    expect(fixture.sts.count('AssumeRole')).toBe(2);
  });

  it('gets by with a clock that is wrong by hours, and says so, because the AWS CLI will not', async () => {
    fixture.sts.clock.advance(3 * 3_600_000);
    const result = await fixture.refresh('my-role');
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.notes).toEqual([
      "This machine's clock is 3 h slow: the AWS CLI does not correct that, so AWS will refuse its calls until the clock is right",
    ]);
    fixture.sts.clock.advance(-3 * 3_600_000 - 60_000);
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true, notes: [] });
  });
});

describe('a refresh while something is wrong with the disk', () => {
  const systemError = (code: string) => Promise.reject(Object.assign(new Error('no'), { code }));
  /** A file that takes some of what is written to it. */
  const full: FileSystem['open'] = async (path, flags, mode) => {
    const handle = await nodeFileSystem.open(path, flags, mode);
    if (flags !== 'wx') return handle;
    handle.writeFile = async (data: string | Uint8Array) => {
      await handle.write(Buffer.from(data as Uint8Array).subarray(0, 20));
      return systemError('ENOSPC');
    };
    return handle;
  };

  it.each<[string, Partial<FileSystem>, RegExp]>([
    ['it is full', { open: full }, /ENOSPC/u],
    ['it is read-only', { open: () => systemError('EROFS') }, /EROFS/u],
    ['the folder is closed', { open: () => systemError('EACCES') }, /EACCES/u],
    ['a rename fails', { rename: () => systemError('EIO') }, /EIO/u],
    ['the folder cannot be made', { mkdir: () => systemError('EACCES') }, /EACCES/u],
  ])('says so where %s, and leaves the entry that there was', async (_what, more, message) => {
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    const before = await entries();
    const result = failed(await fixture.refresh('my-role', { fs: { ...nodeFileSystem, ...more } }));
    expect([result.kind, messageOf(result)]).toEqual(['disk', expect.stringMatching(message)]);
    expect(await entries()).toEqual(before);
  });

  it('mends an entry that is corrupt, whatever is in it', async () => {
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    const [name = ''] = await fixture.cacheFiles();
    for (const text of ['', '{', '[]', '{"Credentials": {}}', '\uFEFF{}', 'x'.repeat(2 * 1024 * 1024)]) {
      await writeFile(join(cliCacheFolder(fixture.home), name), text);
      expect(await readCacheEntry(fixture.home, name, new Date())).toMatchObject({ state: 'corrupt' });
      expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
      expect((await entries()).size).toBe(1);
    }
  });
});

describe('a refresh that is cancelled', () => {
  /** Ports that abort at the step of a number, whichever it is, and count the steps. */
  function abortingAt(step: number) {
    const controller = new AbortController();
    let steps = 0;
    const count = (): void => {
      steps += 1;
      if (steps === step) controller.abort();
    };
    const watched = <Arguments extends unknown[], Result>(call: (...args: Arguments) => Promise<Result>) => {
      return async (...args: Arguments): Promise<Result> => {
        count();
        const result = await call(...args);
        count();
        return result;
      };
    };
    const fs = Object.fromEntries(
      Object.entries(nodeFileSystem).map(([name, call]) => [name, watched(call as () => Promise<unknown>)]),
    ) as unknown as FileSystem;
    const ports: Partial<RefreshPorts> = {
      signal: controller.signal,
      progress: count,
      askMfaCode: watched(() => Promise.resolve('123456')),
      loadSts: watched(async (): Promise<StsPort> => {
        const sts = await loadSts();
        return { ...sts, assumeRole: watched((...call) => sts.assumeRole(...call)) };
      }),
      fs,
    };
    return { ports, steps: () => steps };
  }

  it('at any step leaves whole entries only, and says nothing else than that', async () => {
    const whole = abortingAt(Infinity);
    expect(await fixture.refresh('chained', whole.ports)).toMatchObject({ ok: true });
    expect(whole.steps()).toBeGreaterThan(30);
    for (let step = 1; step <= whole.steps(); step += 1) {
      for (const name of await fixture.cacheFiles()) {
        await nodeFileSystem.unlink(join(cliCacheFolder(fixture.home), name));
      }
      const result = await fixture.refresh('chained', abortingAt(step).ports);
      const written = (await entries()).size;
      if (result.ok) expect(written).toBe(2);
      else expect([step, result.kind]).toEqual([step, 'cancelled']);
      expect(written).toBeLessThanOrEqual(2);
    }
  });
});

/** See `other-window.ts`. */
function openWindow(rounds: string): ChildProcessByStdio<null, Readable, null> {
  const program = join(REPOSITORY, 'test/sessions/other-window.ts');
  return spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', program, fixture.home, 'my-role', rounds],
    { cwd: REPOSITORY, env: fixture.env, stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

describe('several refreshes', () => {
  it('in two windows at once give one whole entry at every moment', async () => {
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    const [name = ''] = await fixture.cacheFiles();
    const windows = [openWindow('8'), openWindow('8')];
    await Promise.all(windows.map(({ stdout }) => once(stdout, 'data')));
    let open = windows.length;
    const ends = windows.map((window) =>
      once(window, 'exit').then(([code]: readonly unknown[]) => {
        open -= 1;
        return code;
      }),
    );
    const seen = new Set<string>();
    while (open > 0) {
      const text = await fixture.cacheText(name);
      expect(JSON.parse(text)).toHaveProperty('Credentials.SessionToken');
      seen.add(text);
    }
    expect(await Promise.all(ends)).toEqual([0, 0]);
    expect(fixture.sts.count('AssumeRole')).toBe(17);
    // Otherwise nobody has looked while the entry was written.
    expect(seen.size).toBeGreaterThan(2);
    expect((await entries()).size).toBe(1);
  });

  it('lose nothing where one is killed between write and rename, and clean up after it', async () => {
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    const before = await entries();
    const child = openWindow('hang');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const folder = cliCacheFolder(fixture.home);
    const left = (await readdir(folder)).filter((name) => !ENTRY.test(name));
    expect(left).toEqual([expect.stringMatching(/^\.keyless-[0-9a-f]+\.tmp$/u)]);
    const [leftover = ''] = left;
    if (process.platform !== 'win32') expect((await stat(join(folder, leftover))).mode & 0o777).toBe(0o600);
    const [name = ''] = before.keys();
    expect(await fixture.cacheText(name)).toBe(before.get(name));

    // It may be that of another window, which is about to rename it.
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    expect(await readdir(folder)).toContain(leftover);
    const hourAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(folder, leftover), hourAgo, hourAgo);
    await mkdir(join(folder, '.keyless-other.tmp'));
    expect(await fixture.refresh('my-role')).toMatchObject({ ok: true });
    expect((await readdir(folder)).sort()).toEqual(['.keyless-other.tmp', name]);
  });
});
