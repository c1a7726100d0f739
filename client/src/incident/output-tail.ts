/** The end of an output: more than an error of any tool needs. In UTF-16 units. */
const MOST = 64 * 1024;

/** Keeps the end of an output in memory, and nowhere else. */
export interface OutputTail {
  readonly add: (chunk: string) => void;
  readonly text: () => string;
}

/** Makes an empty tail. Whole chunks go as soon as what comes after them is enough. */
export function createOutputTail(most = MOST): OutputTail {
  let chunks: string[] = [];
  let length = 0;
  return {
    add: (chunk) => {
      chunks.push(chunk);
      length += chunk.length;
      // Seldom, so that many small chunks cost no more than one large one.
      if (length <= 2 * most) return;
      const text = chunks.join('').slice(-most);
      chunks = [text];
      length = text.length;
    },
    text: () => chunks.join('').slice(-most),
  };
}
