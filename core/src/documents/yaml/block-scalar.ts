import { range, type Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { YamlScalar } from './nodes.ts';
import { readText } from './scalars.ts';

/** Says where characters of a scalar's text stand in the file. */
export interface ScalarPlaces {
  /** Whether single characters can be located. If not, every place is the whole scalar. */
  readonly exact: boolean;
  /** The range in the file of a range of the scalar's text. */
  rangeOf(start: number, end: number): Range;
}

/** A run of text and its source. Where the lengths differ (an escape) both are taken as a whole. */
interface Run {
  readonly text: number;
  readonly textLength: number;
  readonly source: number;
  readonly sourceLength: number;
}

/**
 * Maps offsets of a scalar's text to offsets of the file, for block scalars (`|`, `>`, indentation indicators, CRLF)
 * as well as for plain and quoted ones. The map is made by aligning the two texts and is dropped where they disagree.
 */
export function placesIn(source: SourceText, scalar: YamlScalar): ScalarPlaces {
  const raw = source.text.slice(scalar.range.start, scalar.range.end);
  const runs = readText(scalar.text, (text) => align(raw, text, scalar.style));
  const whole = scalar.range;
  if (!runs) return { exact: false, rangeOf: () => whole };
  return {
    exact: true,
    rangeOf: (start, end) => {
      const from = placeOf(runs, start, false);
      const to = end > start ? placeOf(runs, end - 1, true) : from;
      return range(whole.start + from, whole.start + Math.max(from, to));
    },
  };
}

/** The source offset of a character, or of its end. Characters without a source (folded line ends) stand behind the run before. */
function placeOf(runs: readonly Run[], offset: number, atEnd: boolean): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((runs[middle]?.text ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const run = runs[low];
  if (!run) return 0;
  const inside = offset - run.text;
  if (inside >= run.textLength) return run.source + run.sourceLength;
  if (run.textLength !== run.sourceLength) return atEnd ? run.source + run.sourceLength : run.source;
  return run.source + Math.max(0, inside) + (atEnd ? 1 : 0);
}

function align(raw: string, text: string, style: YamlScalar['style']): readonly Run[] | undefined {
  switch (style) {
    case 'plain':
      return alignFlow(raw, 0, raw.length, text, PLAIN_TOKEN);
    case 'single':
      return alignFlow(raw, 1, raw.length - 1, text, SINGLE_TOKEN);
    case 'double':
      return alignFlow(raw, 1, raw.length - 1, text, DOUBLE_TOKEN);
    case 'literal':
    case 'folded':
      return alignBlock(raw, text);
  }
}

/** A line end with the white space around it, which folds to a space or to all but one of its line ends. */
const FOLD = String.raw`[ \t]*(?:\r?\n[ \t]*)+`;
const PLAIN_TOKEN = new RegExp(String.raw`(${FOLD})|([^ \t\r\n]+|[ \t]+|\r)`, 'uy');
const SINGLE_TOKEN = new RegExp(String.raw`(${FOLD})|([^' \t\r\n]+|[ \t]+|\r)|('')`, 'uy');
const DOUBLE_TOKEN = new RegExp(
  String.raw`(${FOLD})|([^"\\ \t\r\n]+|[ \t]+|\r)|(\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|[^\r\n]))`,
  'uy',
);

/** Walks over a plain or quoted scalar token by token. The groups are: a fold, plain characters, an escape. */
function alignFlow(
  raw: string,
  start: number,
  end: number,
  text: string,
  token: RegExp,
): readonly Run[] | undefined {
  const pattern = new RegExp(token.source, token.flags);
  const runs: Run[] = [];
  let at = start;
  let done = 0;
  while (at < end) {
    pattern.lastIndex = at;
    const match = pattern.exec(raw);
    if (!match || at + match[0].length > end) return undefined;
    const [whole, fold, plain, escape] = match;
    const written = fold === undefined ? (plain ?? unescape(escape ?? '')) : unfold(fold);
    if (!text.startsWith(written, done)) return undefined;
    runs.push({ text: done, textLength: written.length, source: at, sourceLength: whole.length });
    done += written.length;
    at += whole.length;
  }
  return done === text.length ? runs : undefined;
}

function unfold(fold: string): string {
  const ends = fold.split('\n').length - 1;
  return ends === 1 ? ' ' : '\n'.repeat(ends - 1);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

function unescape(escape: string): string {
  if (escape === "''") return "'";
  const kind = escape[1] ?? '';
  if ('xuU'.includes(kind) && escape.length > 2) {
    const code = Number.parseInt(escape.slice(2), 16);
    return code <= 0x10_ffff ? String.fromCodePoint(code) : '';
  }
  if (kind === '\n' || kind === '\r') return '';
  return ESCAPES.get(kind) ?? kind;
}

/**
 * Aligns the lines of a block scalar. Their contents stand unchanged in the text; only what is between them differs,
 * so each line is looked for behind the line ends and spaces that folding makes.
 */
function alignBlock(raw: string, text: string): readonly Run[] | undefined {
  const header = raw.includes('\n') ? raw.indexOf('\n') + 1 : raw.length;
  const indent = blockIndent(raw.slice(header), text);
  const runs: Run[] = [];
  let at = header;
  let done = 0;
  while (at < raw.length) {
    const end = !raw.includes('\n', at) ? raw.length : raw.indexOf('\n', at);
    const line = raw.slice(at, end).replace(/\r$/u, '');
    const content = line.slice(indent);
    if (content.trim() !== '') {
      const found = nextLine(text, done, content);
      if (found === undefined || line.slice(0, indent).trim() !== '') return undefined;
      runs.push({
        text: found,
        textLength: content.length,
        source: at + indent,
        sourceLength: content.length,
      });
      done = found + content.length;
    }
    at = end + 1;
  }
  return text.slice(done).trim() === '' ? runs : undefined;
}

/** How many spaces YAML took off each line: what the first line with content has more in the file than in the text. */
function blockIndent(body: string, text: string): number {
  const leading = (of: string): number => /^(?:[ \t]*\r?\n)*( *)/u.exec(of)?.[1]?.length ?? 0;
  return Math.max(0, leading(body) - leading(text));
}

/** Only line ends, and spaces before a line that has none itself, can stand between two lines. */
function nextLine(text: string, from: number, content: string): number | undefined {
  let at = from;
  while (!text.startsWith(content, at)) {
    if (text[at] !== '\n' && text[at] !== ' ' && text[at] !== '\t') return undefined;
    at += 1;
  }
  return at;
}
