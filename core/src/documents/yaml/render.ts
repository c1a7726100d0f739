import type { Eol } from '../../text/source-text.ts';

/**
 * A pair to be written: a text, a switch, or pairs of its own. Texts are written as they are where YAML allows, else
 * quoted.
 */
export interface NewPair {
  readonly key: string;
  readonly value: string | boolean | readonly NewPair[];
}

/** Plain in block style: no indicator at the start, no `: ` or ` #` inside, no white space at the ends. */
const PLAIN = /^(?![-?:](?:\s|$)|[\s,[\]{}#&*!|>'"%@`])(?!.*(?::(?:\s|$)|\s#|\s$))[^\r\n\t\0]+$/u;
/** In flow style brackets and commas are indicators everywhere. */
const PLAIN_IN_FLOW = /^[^,[\]{}]+$/u;
/** Texts that readers of YAML take for something else than text when they stand without quotes. */
const MISREAD = /^(?:~|null|true|false|yes|no|on|off|y|n)$/iu;

/** Writes pairs as lines of a block map. `indent` stands before each line but the first, `unit` is one level more. */
export function renderBlock(pairs: readonly NewPair[], indent: string, unit: string, eol: Eol): string {
  return linesOf(pairs, unit).join(eol + indent);
}

/** Writes pairs for the inside of a flow map. */
export function renderFlow(pairs: readonly NewPair[]): string {
  return pairs
    .map(({ key, value }) => {
      if (typeof value === 'boolean') return `${flowScalar(key)}: ${value}`;
      const shown = typeof value === 'string' ? flowScalar(value) : `{ ${renderFlow(value)} }`;
      return `${flowScalar(key)}: ${shown}`;
    })
    .join(', ');
}

/** Writes a text as a scalar of a block map or list. */
export function blockScalar(text: string): string {
  return PLAIN.test(text) && !MISREAD.test(text) ? text : quote(text);
}

/** Writes a text as a scalar inside brackets. */
function flowScalar(text: string): string {
  return PLAIN.test(text) && PLAIN_IN_FLOW.test(text) && !MISREAD.test(text) ? text : quote(text);
}

function linesOf(pairs: readonly NewPair[], unit: string): readonly string[] {
  return pairs.flatMap(({ key, value }) => {
    if (typeof value === 'boolean') return [`${blockScalar(key)}: ${value}`];
    if (typeof value === 'string') return [`${blockScalar(key)}: ${blockScalar(value)}`];
    if (value.length === 0) return [`${blockScalar(key)}: {}`];
    return [`${blockScalar(key)}:`, ...linesOf(value, unit).map((line) => unit + line)];
  });
}

/** Single quotes need no escapes; only what they cannot hold is written in double quotes, whose escapes JSON shares. */
function quote(text: string): string {
  return /[\r\n\t\0]/u.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}
