import { createInterface } from 'node:readline';

/** Where text comes from. */
export interface Input {
  /** Reads to the end and gives the last `most` UTF-16 units. Resolves early, with what has come, once the run ends. */
  readAll(most: number): Promise<string>;
  /** Asks for one line. `undefined` at the end of the input, and once the run ends. */
  ask(question: string): Promise<string | undefined>;
}

/** What an input needs of the process. */
export interface InputOptions {
  /** Where questions are shown. */
  readonly prompt: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** Reads from a stream of the process. Nothing is thrown: an input that breaks off has ended. */
export function createInput(stream: NodeJS.ReadableStream, { prompt, signal }: InputOptions): Input {
  return {
    readAll: (most) => readAll(stream, most, signal),
    ask: (question) => ask(stream, { prompt, signal }, question),
  };
}

function readAll(stream: NodeJS.ReadableStream, most: number, signal: AbortSignal): Promise<string> {
  stream.setEncoding('utf8');
  return new Promise((resolve) => {
    let text = '';
    const end = (): void => {
      signal.removeEventListener('abort', end);
      stream.pause();
      resolve(text.slice(-most));
    };
    stream.on('data', (chunk: string) => {
      text += chunk;
      // Cut seldom, so that a long input costs no more than it must.
      if (text.length > 4 * most) text = text.slice(-most);
    });
    stream.on('end', end);
    stream.on('error', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
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
