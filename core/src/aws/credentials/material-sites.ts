import { isAlias, isCollection, isPair, isScalar, type Scalar } from 'yaml';
import { placesIn } from '../../documents/yaml/block-scalar.ts';
import type { YamlComment, YamlDocument } from '../../documents/yaml/nodes.ts';
import { scalarOf } from '../../documents/yaml/entry.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import { compareRanges, range, touches, type Range } from '../../text/range.ts';
import { partOfInput } from '../ci/action-inputs.ts';
import { keyMaterialIn } from '../ci/value-source.ts';
import { partOfProfileKey, partOfVariable, type CredentialPart } from '../credential-names.ts';
import type { CredentialSite } from '../credential-set.ts';

/** Key material that stands together: in one scalar, or in comments on neighbouring lines. */
export interface MaterialGroup {
  /** The scalar or the comments. */
  readonly range: Range;
  readonly sites: readonly CredentialSite[];
}

/** A part of a file in which material is looked for. */
export interface MaterialPlace {
  readonly texts: readonly Range[];
  /** What holds the values of these texts; all of the file's trees where this is left out. */
  readonly node?: unknown;
}

/** How much of the text before a key is looked at for its name. */
const LONGEST_NAME = 80;

/**
 * Real key material in comments: somebody has commented a line out, and the key is as good as before. Keys and tokens
 * only, because a secret access key cannot be told from other text.
 */
export function commentedMaterial(
  document: YamlDocument,
  place: MaterialPlace = wholeOf(document),
): readonly MaterialGroup[] {
  const { source } = document;
  if (materialIn(document, place).length === 0) return [];
  const comments = place.texts.flatMap((text) => commentsIn(document, text));
  const groups: { range: Range; sites: CredentialSite[]; line: number }[] = [];
  for (const comment of comments) {
    const text = source.text.slice(comment.range.start, comment.range.end);
    const { start } = comment.range;
    const sites = sitesIn(
      text,
      undefined,
      (from, to) => range(start + from, start + to),
      () => true,
    );
    if (sites.length === 0) continue;
    const { line } = source.lines.positionAt(start);
    const last = groups.at(-1);
    if (last && line - last.line <= 1) {
      last.sites.push(...sites);
      last.range = range(last.range.start, comment.range.end);
      last.line = line;
    } else groups.push({ range: comment.range, sites: [...sites], line });
  }
  return groups;
}

/** Real key material anywhere in the values of a file, wherever no site of `known` is already. */
export function strayMaterial(
  document: YamlDocument,
  known: readonly CredentialSite[],
  place: MaterialPlace = wholeOf(document),
): readonly MaterialGroup[] {
  const { source } = document;
  const isTaken = coverOf(known.map((site) => site.range));
  const strays = materialIn(document, place).filter((material) => !isTaken(material));
  if (strays.length === 0) return [];
  const holdsStray = coverOf(strays);
  const nodes = place.node === undefined ? document.trees.map(({ contents }) => contents) : [place.node];
  return nodes
    .flatMap((node) => scalarsBelow(node))
    .filter(
      ([
        {
          range: [start, end],
        },
      ]) => holdsStray(range(start, end)),
    )
    .flatMap(([node, key]) => {
      const scalar = scalarOf(document, node, undefined);
      if (!scalar || readText(scalar.text, keyMaterialIn).length === 0) return [];
      const places = placesIn(source, scalar);
      const isScript = scalar.style === 'literal' || scalar.style === 'folded';
      const sites = readText(scalar.text, (text) =>
        sitesIn(
          text,
          key,
          (from, to) => places.rangeOf(from, to),
          (at) => isScript && isCommentLine(text, at),
        ),
      ).filter((site) => !isTaken(site.range));
      return sites.length > 0 ? [{ range: scalar.range, sites }] : [];
    });
}

/** Tells whether a place overlaps one of the given ones, which do not overlap each other. */
function coverOf(places: readonly Range[]): (place: Range) => boolean {
  const sorted = [...places].sort(compareRanges);
  return (place) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.end ?? 0) <= place.start) low = middle + 1;
      else high = middle;
    }
    const next = sorted[low];
    return next !== undefined && touches(next, place);
  };
}

function wholeOf({ source }: YamlDocument): MaterialPlace {
  return { texts: [range(0, source.text.length)] };
}

function materialIn({ source }: YamlDocument, { texts }: MaterialPlace): readonly Range[] {
  return texts.flatMap(({ start, end }) =>
    keyMaterialIn(source.text.slice(start, end)).map((found) =>
      range(start + found.start, start + found.end),
    ),
  );
}

/** The comments that start in a part of a file. */
function commentsIn({ comments }: YamlDocument, text: Range): readonly YamlComment[] {
  const from = firstFrom(comments, text.start);
  return comments.slice(from, firstFrom(comments, text.end));
}

/** The index of the first comment that starts at an offset or behind it. */
function firstFrom(comments: readonly YamlComment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle]?.range.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** All scalars that are written in a node or a pair, with the key that holds them; aliases are not followed. */
function scalarsBelow(node: unknown): readonly (readonly [Scalar.Parsed, string | undefined])[] {
  const found: (readonly [Scalar.Parsed, string | undefined])[] = [];
  const visit = (one: unknown, held: string | undefined): void => {
    if (isPair(one)) {
      const name = isScalar(one.key) ? (one.key as Scalar.Parsed).source : undefined;
      visit(one.key, undefined);
      visit(one.value, name);
    } else if (isScalar(one)) found.push([one as Scalar.Parsed, held]);
    else if (isCollection(one) && !isAlias(one)) for (const item of one.items) visit(item, held);
  };
  visit(node, undefined);
  return found;
}

function sitesIn(
  text: string,
  key: string | undefined,
  place: (start: number, end: number) => Range,
  commentedOut: (at: number) => boolean,
): readonly CredentialSite[] {
  return keyMaterialIn(text).map(({ part, start, end }) => {
    const named = nameBefore(text, start);
    const name = named?.name ?? (text.trim().length === end - start ? key : undefined);
    return {
      part: (name === undefined ? undefined : partOfName(name)) ?? part,
      origin: 'literal',
      name: name === undefined ? WHAT[part] : safeName(name),
      keyRange: named ? place(named.at, named.at + named.name.length) : place(start, end),
      range: place(start, end),
      value: new SecretValue(text.slice(start, end)),
      commentedOut: commentedOut(start),
    };
  });
}

const WHAT = { 'access-key-id': safe`access key id`, 'session-token': safe`session token` } as const;

/** The key, variable or option that a value is given to on its line: `NAME=`, `name: "`, `set name `. */
function nameBefore(text: string, at: number): { readonly name: string; readonly at: number } | undefined {
  const before = text.slice(Math.max(0, at - LONGEST_NAME), at);
  const match = /(?<![\w-])([A-Za-z_][\w-]{2,60})(?:["']?[ \t]{0,8}[:=][ \t]{0,8}|[ \t]{1,8})["']?$/u.exec(
    before,
  );
  if (!match?.[1]) return undefined;
  const isAssigned = /[:=]/u.test(match[0]);
  if (!isAssigned && partOfName(match[1]) === undefined) return undefined;
  return { name: match[1], at: at - match[0].length };
}

function partOfName(name: string): CredentialPart | undefined {
  return partOfVariable(name) ?? partOfProfileKey(name) ?? partOfInput('', name);
}

function isCommentLine(text: string, at: number): boolean {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  return /^[ \t]*(?:#|\/\/|REM\b|::)/iu.test(text.slice(lineStart, at));
}
