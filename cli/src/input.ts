import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What standard input is to a command. */
export interface Input {
  /**
   * Reads to the end and gives the last `most` bytes. Resolves early, with what has come, once the run ends. Rejects with
   * the system's error where there is one.
   */
  readAll(most: number): Promise<Buffer>;
  /** Asks for one line. `undefined` at the end of the input, and once the run ends. */
  ask(question: string): Promise<string | undefined>;
}

/** What an input needs of the process. */
export interface InputOptions {
  /** Where questions are shown. */
  readonly prompt: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** Reads from a stream of the process. */
export function createInput(stream: NodeJS.ReadableStream, { prompt, signal }: InputOptions): Input {
  return {
    readAll: (most) => readAll(stream, most, signal),
    ask: (question) => ask(stream, { prompt, signal }, question),
  };
}

function readAll(stream: NodeJS.ReadableStream, most: number, signal: AbortSignal): Promise<Buffer> {
  if (isFolder(stream)) return Promise.reject(Object.assign(new Error('A folder'), { code: 'EISDIR' }));
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    const end = (): void => {
      signal.removeEventListener('abort', end);
      stream.pause();
      resolve(Buffer.concat(chunks).subarray(-most));
    };
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= 4 * most) return;
      // Cut seldom, so that a long input costs no more than it must.
      chunks = [Buffer.concat(chunks).subarray(-most)];
      length = most;
    });
    stream.on('end', end);
    stream.on('error', (error: Error) => {
      signal.removeEventListener('abort', end);
      reject(error);
    });
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** For Node a folder is an input without any content. */
function isFolder(stream: NodeJS.ReadableStream): boolean {
  if (!('fd' in stream) || typeof stream.fd !== 'number') return false;
  try {
    return fstatSync(stream.fd).isDirectory();
  } catch {
    return false;
  }
}

function ask(
  stream: NodeJS.ReadableStream,
  { prompt, signal }: InputOptions,
  question: string,
): Promise<string | undefined> {
  const lines = createInterface({ input: stream, output: prompt, signal });
  return new Promise((resolve) => {
    lines.once('close', () => {
      resolve(undefined);
    });
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
