import type { Rule } from '@keyless/core';
import { errorCode, type Environment, type FileSystem } from '@keyless/files';
import { EXIT } from './exit-code.ts';
import type { Input } from './input.ts';

/** Where text goes. */
export interface Output {
  /** Resolves when the text is taken, so that a slow reader is waited for. Never rejects. */
  write(text: string): Promise<void>;
  /** Whether a person watches; no if left out. */
  readonly isTerminal?: boolean;
}

/** All that a command touches of the process around it. */
export interface CliIo {
  /** Absolute path of the working folder; empty where that has been deleted. */
  readonly cwd: string;
  /** The home folder, which holds `.aws`. */
  readonly home: string;
  readonly env: Environment;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The time; the machine's own if left out. */
  readonly clock?: () => Date;
  /** A clock for durations, in milliseconds; the machine's own if left out. */
  readonly now?: () => number;
  /** Ends the run early; its reason is the exit code. */
  readonly signal: AbortSignal;
  /** The rules to check with; the engine's own if left out. */
  readonly rules?: readonly Rule[];
  /** The Markdown of a rule's page. Without this there are no pages: only a bundle carries them. */
  readonly rulePage?: (ruleId: string) => Promise<string | undefined>;
  /** How files are written; the machine's own way if left out. */
  readonly fs?: FileSystem;
}

/** What an output tells and what it obeys. */
export interface OutputOptions {
  /** Called once, with the exit code that it means, when nothing can be written any more. */
  readonly onClosed: (code: number) => void;
  /** Once this is aborted nobody waits for the output any more. */
  readonly signal?: AbortSignal;
}

/**
 * Writes to a stream of the process. When its reader goes away, as after `| head`, or the disk behind it is full,
 * later texts are dropped. Nothing is thrown.
 */
export function createOutput(stream: NodeJS.WritableStream, { onClosed, signal }: OutputOptions): Output {
  let closed = false;
  const close = (error: unknown): void => {
    if (closed) return;
    closed = true;
    onClosed(errorCode(error) === 'EPIPE' ? EXIT.closedPipe : EXIT.failure);
  };
  stream.on('error', close);
  return {
    isTerminal: 'isTTY' in stream && stream.isTTY === true,
    write: (text) =>
      new Promise((resolve) => {
        if (closed || text === '' || signal?.aborted === true) {
          resolve();
          return;
        }
        const done = (): void => {
          signal?.removeEventListener('abort', done);
          resolve();
        };
        signal?.addEventListener('abort', done);
        stream.write(text, (error) => {
          if (error) close(error);
          done();
        });
      }),
  };
}
