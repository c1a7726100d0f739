import type { Output } from './io.ts';

/** Tells a waiting person how far a long run has come. */
export interface Progress {
  /** Another folder was opened, or another document judged. */
  step(what: 'folder' | 'document'): void;
  /** Takes the line away; it comes back with a later step. */
  clear(): Promise<void>;
}

/** Who sees a result within this time needs no progress. In milliseconds. */
const PATIENCE = 500;
/** A line that changes more often than this cannot be read, and writing costs. In milliseconds. */
const PAUSE = 100;

/** To the start of the line, and everything behind it gone. */
const ERASE = '\r\u001B[2K';

/** Progress on one line of a terminal, which others must not write over; nothing on any other output. */
export function createProgress(output: Output, now: () => number): Progress {
  if (output.isTerminal !== true) return { step: () => undefined, clear: () => Promise.resolve() };
  const counts = { folder: 0, document: 0 };
  let next = now() + PATIENCE;
  let isShown = false;
  return {
    step: (what) => {
      counts[what] += 1;
      const time = now();
      if (time < next) return;
      next = time + PAUSE;
      isShown = true;
      void output.write(`${ERASE}${counts.document} judged, ${counts.folder} folders looked into …`);
    },
    clear: async () => {
      if (!isShown) return;
      isShown = false;
      await output.write(ERASE);
    },
  };
}

/** An output that takes the progress away before it writes, because both may end on the same terminal. */
export function clearing(output: Output, progress: Progress): Output {
  return {
    ...output,
    write: async (text) => {
      if (text !== '') await progress.clear();
      await output.write(text);
    },
  };
}
