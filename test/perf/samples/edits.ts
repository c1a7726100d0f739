import { flat } from '../measure.ts';
import { seededRandom } from './random.ts';

/** Where a letter is typed. */
export interface Keystroke {
  /** The text after it. */
  readonly text: string;
  readonly offset: number;
}

/**
 * A person who types a letter at the end of some line, then at the end of another one, all over a file. The lines end with
 * a letter or a digit: behind a bracket, a quote or a colon a letter can make the rest of a file unreadable, which a person
 * takes back at once.
 */
export function typist(start: string, seed = 4): () => Keystroke {
  const random = seededRandom(seed);
  let text = start;
  return () => {
    const offset = endOfWord(text, random(text.length));
    text = flat(`${text.slice(0, offset)}x${text.slice(offset)}`);
    return { text, offset };
  };
}

/** The end of the first line behind an offset that ends with a word, or of the first one of all. */
function endOfWord(text: string, from: number): number {
  const ends = /\w(?=\n)/gu;
  ends.lastIndex = from;
  const found = ends.exec(text) ?? /\w(?=\n)/u.exec(text);
  return found ? found.index + 1 : text.length;
}

/** A person who puts one more comment at the top of a file, so that everything moves. */
export function topTypist(start: string): () => Keystroke {
  let text = start;
  return () => {
    text = flat(`# x\n${text}`);
    return { text, offset: 0 };
  };
}
