import { flat } from '../measure.ts';
import { seededRandom } from './random.ts';

/** Where a letter is typed. */
export interface Keystroke {
  /** The text after it. */
  readonly text: string;
  readonly offset: number;
}

/** A person who types a letter at the end of some line, then at the end of another one, all over a file. */
export function typist(start: string, seed = 4): () => Keystroke {
  const random = seededRandom(seed);
  let text = start;
  return () => {
    const found = text.indexOf('\n', random(text.length));
    const offset = found < 0 ? text.length : found;
    text = flat(`${text.slice(0, offset)}x${text.slice(offset)}`);
    return { text, offset };
  };
}

/** A person who puts one more comment at the top of a file, so that everything moves. */
export function topTypist(start: string): () => Keystroke {
  let text = start;
  return () => {
    text = flat(`# x\n${text}`);
    return { text, offset: 0 };
  };
}
