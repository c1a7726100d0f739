import type { YamlScalar } from '../../documents/yaml/nodes.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { range, type Range } from '../../text/range.ts';

/** What a command does to the credentials of those behind it in its shell. */
export interface ShellChange {
  /**
   * - `session`: variables hold a session now;
   * - `identity`: they name the token with which AWS tools assume a role, unless there are keys;
   * - `end`: they hold no session any more.
   */
  readonly type: 'session' | 'identity' | 'end';
  /** Offsets in the command's text. */
  readonly place: Range;
}

/** A change with the command that makes it. */
export interface EarlierChange extends ShellChange {
  readonly scalar: YamlScalar;
}

const CHANGES: readonly (readonly [ShellChange['type'], RegExp])[] = [
  // Options hand a variable to a container or a build, and not to the shell.
  ['session', /(?<!(?:-e|--env|--build-arg)[= \t]["']?)AWS_SESSION_TOKEN=(?!["']?(?:\s|$))/gu],
  ['identity', /\bAWS_WEB_IDENTITY_TOKEN_FILE(?<=\bexport\b[^\n;&|]{0,300})=(?!["']?(?:\s|$))/gu],
  ['end', /\bAWS_SESSION_TOKEN\b(?<=\bunset\b[^\n;&|]{0,300})/gu],
];

/** What the commands of a script change, in their order. */
export function changesIn(text: string): readonly ShellChange[] {
  if (!/AWS_(?:SESSION_TOKEN|WEB_IDENTITY)/u.test(text)) return [];
  const found = CHANGES.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }): ShellChange => ({
      type,
      place: range(index, index + match.length),
    })),
  );
  return found.sort((a, b) => a.place.start - b.place.start);
}

/** A shell that runs several scripts of a file, one after the other. */
export class Shell {
  readonly #scripts: YamlScalar[] = [];
  #before: ReadonlyMap<YamlScalar, EarlierChange | undefined> | undefined;

  /** Takes in the script that comes next. */
  add(script: YamlScalar): void {
    this.#scripts.push(script);
  }

  /** The last change before a script. */
  changeBefore(script: YamlScalar): EarlierChange | undefined {
    return (this.#before ??= lastChanges(this.#scripts)).get(script);
  }
}

/** For each script what stands before it. */
function lastChanges(scripts: readonly YamlScalar[]): ReadonlyMap<YamlScalar, EarlierChange | undefined> {
  const before = new Map<YamlScalar, EarlierChange | undefined>();
  let last: EarlierChange | undefined;
  for (const scalar of scripts) {
    before.set(scalar, last);
    const own = readText(scalar.text, (text) => changesIn(text).at(-1));
    if (own) last = { ...own, scalar };
  }
  return before;
}
