import { isMap, isScalar, type ParsedNode, type YAMLMap } from 'yaml';
import { commonEnds } from '../../text/common-ends.ts';
import type { ParsedPair } from './extent.ts';
import { blockIndent, joinMap, joinPair, movePair } from './moved.ts';
import type { YamlComment, YamlDocument, YamlTree } from './nodes.ts';
import { isTooMuch, readStream, type YamlStream, type YamlWork } from './stream.ts';

/** The map whose pairs are read one by one: the last value of the outermost map, or that map itself. */
interface Level {
  readonly root: YAMLMap.Parsed;
  readonly map: YAMLMap.Parsed;
  /** Column of the map's keys. */
  readonly indent: number;
}

/** The part of a new text that is read, between pairs of the old one that stay as they are. */
interface Window {
  readonly level: Level;
  /** Index of the last pair before all changes; it is read again, because what follows it has comments of it. */
  readonly before: number | undefined;
  /** Index of the first pair behind all changes. It is read again, and so is the key of the one behind it. */
  readonly after: number | undefined;
  /** Where the part starts, and where it ends in the new text. */
  readonly start: number;
  readonly end: number;
  /** How far what is behind it has moved. */
  readonly by: number;
}

/** What stands for the key above a map of which only a part is read. */
const ABOVE = 'x:\n';

/**
 * Reads a text, of which another version has been read: only pairs that have changed, with one before and one behind
 * them. `undefined` where it cannot be told from these alone what the text is made of. Keys that are flush with their
 * map, at the start of their lines, end whatever is open inside the pair before, so each is read alike whatever
 * stands above.
 */
export function renewStream(text: string, old: YamlDocument, work: YamlWork): YamlStream | undefined {
  const [tree] = old.trees;
  const level = tree && canBeRenewed(text, old) ? levelOf(tree, old.source.text) : undefined;
  const window = level && windowOf(text, old.source.text, level);
  const read = window && readWindow(text, window);
  const part = read && levelOfPart(read, window);
  if (!tree || !part || !fits(part.map.items, window)) return undefined;
  return joinStreams(tree, old, { read, part, window, work: sum(work, read.work) });
}

interface Renewal {
  readonly read: YamlStream;
  readonly part: Omit<Level, 'indent'>;
  readonly window: Window;
  readonly work: YamlWork;
}

function joinStreams(
  tree: YamlTree,
  old: YamlDocument,
  { read, part, window, work }: Renewal,
): YamlStream | undefined {
  // A mistake may be told at places that only the whole text tells.
  const isFlawless = tree.errors.length === 0 && read.trees.every(({ errors }) => errors.length === 0);
  if (!isFlawless || work.open || isTooMuch(work)) return undefined;
  const comments = joinComments(old.comments, read.comments, window);
  return {
    trees: [{ contents: join(part, window), errors: [] }],
    errors: [],
    comments,
    refusal: undefined,
    work,
  };
}

function sum(one: YamlWork, other: YamlWork): YamlWork {
  return {
    tokens: one.tokens + other.tokens,
    strays: one.strays + other.strays,
    open: one.open || other.open,
  };
}

/** A directive changes what is below it, and a tag what its node is. */
function canBeRenewed(text: string, { trees, structure }: YamlDocument): boolean {
  return trees.length === 1 && structure.tagged.length === 0 && !hasDirective(text);
}

function hasDirective(text: string): boolean {
  return text.startsWith('%') || text.includes('\n%');
}

function levelOf({ contents }: YamlTree, text: string): Level | undefined {
  const root = plainMap(contents, 0);
  if (!root) return undefined;
  const last = root.items.at(-1);
  const inner = last && isMark(last, text, 0) ? plainMap(last.value) : undefined;
  // There is more to take over where there are more pairs.
  const map = inner && inner.items.length >= root.items.length ? inner : root;
  const [first] = map.items;
  const indent = blockIndent(map) ?? 0;
  return first && isMark(first, text, indent) ? { root, map, indent } : undefined;
}

/** A block map without anchor and tag, of some or of a certain indentation. */
function plainMap(node: ParsedNode | null | undefined, indent?: number): YAMLMap.Parsed | undefined {
  if (!isMap(node) || node.anchor !== undefined) return undefined;
  if (node.tag !== undefined && node.tag !== MAP_TAG) return undefined;
  const found = blockIndent(node);
  return found !== undefined && found === (indent ?? found) ? node : undefined;
}

/** What the `yaml` package writes where there is no tag. */
const MAP_TAG = 'tag:yaml.org,2002:map';

/** Whether a pair starts with a plain key of one line that stands at the start of its line, and its colon. */
function isMark({ key, srcToken }: ParsedPair, text: string, indent: number): boolean {
  if (!isScalar(key) || key.type !== 'PLAIN' || key.anchor !== undefined || key.tag !== undefined)
    return false;
  const [start, end] = key.range;
  return (
    key.source !== '' &&
    key.source.length === end - start &&
    text.charCodeAt(end) === COLON &&
    isIndentation(text, start - indent, start) &&
    srcToken?.start.every(({ type }) => FILLING.has(type)) === true
  );
}

const FILLING: ReadonlySet<string> = new Set(['space', 'newline', 'comment']);

/** Whether a line starts at an offset, and there are spaces from there to another one. */
function isIndentation(text: string, line: number, end: number): boolean {
  if (line > 0 && text.charCodeAt(line - 1) !== FEED) return false;
  for (let at = line; at < end; at += 1) if (text.charCodeAt(at) !== SPACE) return false;
  return line >= 0;
}

const SPACE = ' '.charCodeAt(0);
const COLON = ':'.charCodeAt(0);
const FEED = '\n'.charCodeAt(0);

function windowOf(text: string, oldText: string, level: Level): Window | undefined {
  const { items } = level.map;
  const { indent } = level;
  const { front, back } = commonEnds(oldText, text);
  const by = text.length - oldText.length;
  const startOf = (index: number): number => (items[index]?.key.range[0] ?? 0) - indent;
  const isMarked = (index: number): boolean => {
    const pair = items[index];
    return pair !== undefined && isMark(pair, oldText, indent);
  };
  const isBefore = (index: number): boolean => {
    const next = items[index + 1]?.key.range[1];
    return next !== undefined && next + 2 <= front && isMarked(index) && isMarked(index + 1);
  };
  const isAfter = (index: number): boolean =>
    startOf(index) > oldText.length - back && isMarked(index) && isMarked(index + 1);
  const before = items.findLastIndex((_, index) => isBefore(index));
  const after = items.findIndex((_, index) => isAfter(index));
  const start = before < 0 ? 0 : startOf(before);
  const end = after < 0 ? text.length : startOf(after + 1) + by;
  if (end - start > text.length / 2) return undefined;
  return {
    level,
    before: before < 0 ? undefined : before,
    after: after < 0 ? undefined : after,
    start,
    end,
    by,
  };
}

function readWindow(text: string, window: Window): YamlStream | undefined {
  const { level, before, after, start, end, by } = window;
  const above = before === undefined || level.map === level.root ? '' : ABOVE;
  const next = after === undefined ? undefined : level.map.items[after + 1];
  const below = next ? `${text.slice(end, next.key.range[1] + by)}:\n` : '';
  // A string of its own: parts of a text keep all of it.
  const stream = readStream(` ${above}${text.slice(start, end)}${below}`.slice(1), start - above.length);
  return stream.refusal || stream.trees.length !== 1 ? undefined : stream;
}

/** The maps in the part of a text that has been read. */
function levelOfPart(
  { trees: [tree] }: YamlStream,
  { level, before }: Window,
): Omit<Level, 'indent'> | undefined {
  const root = plainMap(tree?.contents, 0);
  if (!root || level.map === level.root) return root && { root, map: root };
  const map = plainMap(root.items.at(-1)?.value, level.indent);
  return map && (before === undefined || root.items.length === 1) ? { root, map } : undefined;
}

/** Whether the pairs that have not changed are found where they must be. */
function fits(items: readonly ParsedPair[], { level, before, after, by }: Window): boolean {
  const isAt = (found: ParsedPair | undefined, index: number, moved: number): boolean => {
    const key = level.map.items[index]?.key;
    return key !== undefined && found?.key.range[0] === key.range[0] + moved;
  };
  return (
    (before === undefined || isAt(items[0], before, 0)) &&
    (after === undefined || (isAt(items.at(-2), after, by) && isAt(items.at(-1), after + 1, by)))
  );
}

function join(part: Omit<Level, 'indent'>, { level, before, after, by }: Window): YAMLMap.Parsed {
  const front = before === undefined ? [] : level.map.items.slice(0, before + 1);
  const own = part.map.items.slice(before === undefined ? 0 : 1, after === undefined ? undefined : -1);
  const back = after === undefined ? [] : level.map.items.slice(after + 1).map((pair) => movePair(pair, by));
  const rangeOf = (old: YAMLMap.Parsed, read: YAMLMap.Parsed): ParsedNode['range'] => {
    const [start] = before === undefined ? read.range : old.range;
    const [, end, last] = after === undefined ? read.range : old.range.map((at) => at + by);
    return [start, end ?? start, last ?? start];
  };
  const map = joinMap(level.map, rangeOf(level.map, part.map), [...front, ...own, ...back]);
  if (level.map === level.root) return map;
  const around = (before === undefined ? part : level).root.items;
  const last = around.at(-1);
  return joinMap(level.root, rangeOf(level.root, part.root), [
    ...around.slice(0, -1),
    ...(last ? [joinPair(last, map)] : []),
  ]);
}

function joinComments(
  old: readonly YamlComment[],
  read: readonly YamlComment[],
  { before, after, start, end, by }: Window,
): readonly YamlComment[] {
  const moved = ({ range, ownLine }: YamlComment): YamlComment => ({
    range: { start: range.start + by, end: range.end + by },
    ownLine,
  });
  return [
    ...(before === undefined ? [] : old.filter(({ range }) => range.start < start)),
    ...(after === undefined ? read : read.filter(({ range }) => range.start < end)),
    ...(after === undefined ? [] : old.filter(({ range }) => range.start >= end - by).map(moved)),
  ];
}
