import { spawn, type ChildProcess } from 'node:child_process';

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Milliseconds after which the program is ended. */
  readonly timeout: number;
  /** Bytes of standard output after which the program is ended. Of standard error, the rest is dropped. */
  readonly maxOutput: number;
}

/** How a program ended. The output may hold secrets. */
export type ProgramEnd =
  | {
      readonly type: 'exited';
      readonly code: number | null;
      readonly stdout: Buffer;
      readonly stderr: string;
    }
  | { readonly type: 'not-started'; readonly error: unknown }
  | { readonly type: 'cancelled' | 'too-late' | 'too-much' };

/** Milliseconds between asking a program to end and ending it. */
const GRACE = 2_000;

const WINDOWS = process.platform === 'win32';

/**
 * Runs a program without a shell and with nothing on standard input. It and what it has started are ended when the
 * signal fires, when it takes too long, or when it prints too much. Never rejects.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramEnd> {
  if (options.signal.aborted) return Promise.resolve({ type: 'cancelled' });
  return new Promise((resolve) => {
    const child = tryToStart(command, args, options);
    if ('error' in child) {
      resolve({ type: 'not-started', error: child.error });
      return;
    }
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const finish = (end: ProgramEnd): void => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', cancel);
      resolve(end);
    };
    const stop = (type: 'cancelled' | 'too-late' | 'too-much'): void => {
      endProgram(child);
      finish({ type });
    };
    const cancel = (): void => stop('cancelled');
    const timer = setTimeout(() => stop('too-late'), options.timeout);
    options.signal.addEventListener('abort', cancel, { once: true });
    collect(child.stdout, stdout, options.maxOutput, () => stop('too-much'));
    collect(child.stderr, stderr, options.maxOutput, () => undefined);
    child.on('error', (error) => finish({ type: 'not-started', error }));
    child.on('close', (code) => {
      finish({
        type: 'exited',
        code,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8'),
      });
    });
  });
}

/** Some failures are thrown, such as a NUL in an argument or, on Windows, a batch file; others come as an event. */
function tryToStart(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): ChildProcess | { readonly error: unknown } {
  try {
    return spawn(command, args, {
      env: options.env,
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A group of its own, so that it can be ended with all that it has started.
      detached: !WINDOWS,
    });
  } catch (error) {
    return { error };
  }
}

function collect(
  stream: NodeJS.ReadableStream | null,
  chunks: Buffer[],
  limit: number,
  onOverflow: () => void,
): void {
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) onOverflow();
    else chunks.push(chunk);
  });
}

function endProgram(child: ChildProcess): void {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE);
  // Neither the waiting nor a program that will not die keeps the host from ending.
  timer.unref();
  child.unref();
  child.once('close', () => clearTimeout(timer));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (WINDOWS) child.kill(signal);
    else process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}
