import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createInput, type CliIo } from '@keyless/cli';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { devSecret, startFixture, type Fixture } from '../sessions/fixture.ts';
import { devMfaSerial } from '../sts/world.ts';
import { runCli, type CliResult } from './run-cli.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

async function keyless(argv: readonly string[], io: Partial<CliIo> = {}): Promise<CliResult> {
  const { home, env, world } = fixture;
  const result = await runCli(argv, { cwd: home, home, env, ...io });
  expect(result.stdout + result.stderr).not.toContain(devSecret(world));
  expect(result.stdout + result.stderr).not.toMatch(/ASIA[A-Z0-9]{16}|IQoJb3JpZ2lu/u);
  return result;
}

function answering(...answers: string[]): { readonly stdin: CliIo['stdin']; readonly asked: string[] } {
  const asked: string[] = [];
  const ask = (question: string): Promise<string | undefined> => {
    asked.push(question);
    return Promise.resolve(answers.shift());
  };
  return { asked, stdin: { readAll: () => Promise.resolve(Buffer.alloc(0)), ask } };
}

describe('keyless refresh', () => {
  it('writes a session that the AWS CLI finds, and says whose it is and until when', async () => {
    const { code, stdout, stderr } = await keyless(['refresh', 'my-role']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        /^Assuming arn:aws:iam::\d{12}:role\/ReadOnly for profile my-role …\n$/u,
      ) as string,
    });
    expect(stdout).toMatch(
      /^my-role is now arn:aws:sts::\d{12}:assumed-role\/ReadOnly\/keyless-\d+\nuntil \S+Z \(59 min\)\n$/u,
    );
    expect(await fixture.cacheFiles()).toHaveLength(1);
  });

  it('asks for the MFA code of the device', async () => {
    const { stdin, asked } = answering('123456');
    expect((await keyless(['refresh', 'admin'], { stdin })).code).toBe(0);
    expect(asked).toEqual([`MFA code of ${devMfaSerial} for profile admin: `]);
  });

  it('gives up where nobody answers, without calling STS', async () => {
    const { code, stderr } = await keyless(['refresh', 'admin'], answering());
    expect(code).toBe(1);
    expect(stderr).toContain('keyless: Refresh cancelled\n');
    expect(fixture.sts.count()).toBe(0);
  });

  it('says what STS said and what that means', async () => {
    const { code, stdout, stderr } = await keyless(['refresh', 'too-long']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('keyless: STS refused the role of profile too-long\n');
    expect(stderr).toContain('  What STS said: ValidationError: The requested DurationSeconds exceeds');
    expect(await fixture.cacheFiles()).toEqual([]);
  });

  it('says why a profile cannot be refreshed', async () => {
    const { code, stderr } = await keyless(['refresh', 'nope']);
    expect(code).toBe(1);
    expect(stderr).toContain('keyless: Profile nope cannot be refreshed\n  There is no such profile.\n');
  });

  it('says which line of a file keeps everything from working', async () => {
    await fixture.writeAws('config', 'region = eu-west-1\n');
    const { code, stderr } = await keyless(['refresh', 'my-role']);
    expect(code).toBe(1);
    expect(stderr).toContain(`keyless: ${join(fixture.home, '.aws/config')}:1: `);
  });

  it('ends at once when it is interrupted at the prompt', async () => {
    const stop = new AbortController();
    const stdin: CliIo['stdin'] = {
      readAll: () => Promise.resolve(Buffer.alloc(0)),
      ask: () => {
        stop.abort(130);
        return new Promise(() => undefined);
      },
    };
    const { code, stderr } = await keyless(['refresh', 'admin'], { stdin, signal: stop.signal });
    expect(code).toBe(130);
    expect(stderr).toMatch(/keyless: stopped\n$/u);
    expect(await fixture.cacheFiles()).toEqual([]);
  });
});

describe('keyless sessions', () => {
  it('lists role profiles with what is left of each session', async () => {
    await fixture.refresh('my-role');
    const { code, stdout } = await keyless(['sessions']);
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^PROFILE +ACCOUNT +ROLE +SESSION +SOURCE$/u);
    expect(lines.find((line) => line.startsWith('my-role '))).toMatch(
      /^my-role +\d{12} +ReadOnly +59 min left +keys of profile dev$/u,
    );
    expect(lines.find((line) => line.startsWith('admin '))).toMatch(
      /Admin +none +keys of profile dev, MFA$/u,
    );
  });

  it('tells ended and broken sessions apart', async () => {
    await fixture.refresh('my-role');
    const later = (): Date => new Date(Date.now() + 2 * 3_600_000);
    expect((await keyless(['sessions'], { clock: later })).stdout).toMatch(/^my-role .* ended /mu);
    const [name = ''] = await fixture.cacheFiles();
    await fixture.writeAws(`cli/cache/${name}`, '{');
    expect((await keyless(['sessions'])).stdout).toMatch(/^my-role .* broken /mu);
  });

  it('gives the same as JSON', async () => {
    await fixture.refresh('my-role');
    const { code, stdout, stderr } = await keyless(['sessions', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { version, sessions } = JSON.parse(stdout) as {
      readonly version: number;
      readonly sessions: readonly Record<string, unknown>[];
    };
    expect(version).toBe(1);
    expect(sessions.find(({ profile }) => profile === 'my-role')).toEqual({
      profile: 'my-role',
      roleArn: expect.stringMatching(/role\/ReadOnly$/u) as string,
      account: expect.stringMatching(/^\d{12}$/u) as string,
      source: 'keys of profile dev',
      asksForMfa: false,
      state: 'live',
      expiresAt: expect.stringMatching(/Z$/u) as string,
    });
    expect(sessions.find(({ profile }) => profile === 'admin')).toMatchObject({
      state: 'absent',
      expiresAt: null,
    });
  });

  it('says so where there is no role', async () => {
    await fixture.writeAws('config', '');
    expect(await keyless(['sessions'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'keyless: no profile of your AWS files has a role_arn\n',
    });
  });
});

describe('keyless explain', () => {
  const EXPIRED =
    'An error occurred (ExpiredToken) when calling the ListBuckets operation: The security token included in the request is expired\n';

  function reading(text: string): { readonly stdin: CliIo['stdin'] } {
    const stream = new PassThrough();
    stream.end(text);
    const { signal } = new AbortController();
    return { stdin: createInput(stream, { prompt: new PassThrough(), signal }) };
  }

  it('tells whose session has ended and how to come to a new one', async () => {
    const { code, stdout, stderr } = await keyless(['explain', '--profile', 'my-role'], reading(EXPIRED));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`The session has ended
  What AWS said: ExpiredToken: The security token included in the request is
  expired.
  What it means: Nothing makes an ended session valid again. The command used
  profile my-role, a role that is assumed from the keys of profile dev.
  What to do: Refresh profile my-role and run the command again.
`);
  });

  it('takes the profile from the environment', async () => {
    const env = { ...fixture.env, AWS_PROFILE: 'by-process' };
    const { stdout } = await keyless(['explain'], { ...reading(EXPIRED), env });
    expect(stdout).toContain('Refresh profile by-process and run the command again.');
  });

  it('gives JSON with what a program needs to mend it', async () => {
    const { stdout } = await keyless(['explain', '--json', '--profile', 'my-role'], reading(EXPIRED));
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      incidents: [{ kind: 'expired-session', mend: { type: 'refresh', profile: 'my-role' } }],
    });
  });

  it('says 1 for an output without an AWS error', async () => {
    expect(await keyless(['explain'], reading('make: *** [deploy] Error 1\n'))).toEqual({
      code: 1,
      stdout: '',
      stderr: 'keyless: no AWS error is recognised in this output\n',
    });
    expect(await keyless(['explain', '--json'], reading(''))).toEqual({
      code: 1,
      stdout: '{\n  "version": 1,\n  "incidents": []\n}\n',
      stderr: '',
    });
  });

  it('says 2 where the output cannot be read', async () => {
    const { stdin } = reading('');
    const readAll = () => Promise.reject(Object.assign(new Error('read'), { code: 'EIO' }));
    expect(await keyless(['explain'], { stdin: { ...stdin, readAll } })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'keyless: standard input: it cannot be read (EIO)\n',
    });
  });

  it('shows nothing of a secret that stands in the output', async () => {
    const pasted = `export AWS_SECRET_ACCESS_KEY=${devSecret(fixture.world)}\nThe config profile (${devSecret(fixture.world)}) could not be found\n${EXPIRED}`;
    const { code } = await keyless(['explain'], reading(pasted));
    expect(code).toBe(0);
  });
});

describe('createInput', () => {
  it('asks and gives one line', async () => {
    const stream = new PassThrough();
    const prompt = new PassThrough();
    const input = createInput(stream, { prompt, signal: new AbortController().signal });
    const answer = input.ask('Code: ');
    stream.write('123456\nmore\n');
    expect(await answer).toBe('123456');
    expect(String(prompt.read())).toBe('Code: ');
  });

  it('gives nothing at the end of the input and once the run ends', async () => {
    const stop = new AbortController();
    const options = { prompt: new PassThrough(), signal: stop.signal };
    const ended = new PassThrough();
    ended.end();
    expect(await createInput(ended, options).ask('Code: ')).toBeUndefined();
    const open = createInput(new PassThrough(), options);
    const answer = open.ask('Code: ');
    const text = open.readAll(10);
    stop.abort();
    expect([await answer, await text]).toEqual([undefined, Buffer.alloc(0)]);
  });

  it('rejects with the error of an input that cannot be read', async () => {
    const stream = new PassThrough();
    const { signal } = new AbortController();
    const text = createInput(stream, { prompt: new PassThrough(), signal }).readAll(10);
    stream.destroy(Object.assign(new Error('read'), { code: 'EIO' }));
    await expect(text).rejects.toMatchObject({ code: 'EIO' });
  });

  it('keeps the end of a long text', async () => {
    const stream = new PassThrough();
    const input = createInput(stream, { prompt: new PassThrough(), signal: new AbortController().signal });
    stream.end(`${'x'.repeat(100_000)}end`);
    expect(String(await input.readAll(5))).toBe('xxend');
  });
});
