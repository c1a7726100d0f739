import { lineAround } from './line-around.ts';
import { printedVariables, showsValues } from './shown-output.ts';

/** A command by which a script shows its environment, or the values in its commands. */
export interface Dump {
  /**
   * - `environment`: it prints all variables;
   * - `trace`: the shell prints each command with its values.
   */
  readonly type: 'environment' | 'trace';
  /** As written, without what it is piped to. */
  readonly command: string;
  /** Offsets of the command. */
  readonly start: number;
  readonly end: number;
  /** The whole line is this command, so that it can go without taking anything else along. */
  readonly alone: boolean;
}

/** What can stand before a command on its line. */
const BEFORE = /(?:^[ \t]*|[;&|({][ \t]*|\b(?:then|do|else|sudo|time)[ \t]+)$/u;
/** Where one ends. */
const AFTER = String.raw`(?=[ \t]*(?:$|[;&|)>#}]))`;
const WORD = String.raw`(?<![\w$./-])`;
const KEY_NAME = String.raw`AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)`;

const PRINTS: readonly RegExp[] = [
  new RegExp(String.raw`${WORD}(?:/usr/bin/)?(?:printenv|env)(?:[ \t]+(?:-0|--null))?${AFTER}`, 'gmu'),
  new RegExp(
    String.raw`${WORD}printenv(?:[ \t]+[A-Z_]\w*){0,9}[ \t]+${KEY_NAME}(?:[ \t]+[A-Z_]\w*)*${AFTER}`,
    'gmu',
  ),
  new RegExp(String.raw`${WORD}(?:export|declare|typeset)[ \t]+-(?:p|x|px|xp)${AFTER}`, 'gmu'),
  new RegExp(String.raw`${WORD}(?:set|export|declare)${AFTER}`, 'gmu'),
  new RegExp(
    String.raw`${WORD}(?:Get-ChildItem|gci|dir|ls)[ \t]+(?:-Path[ \t]+)?["']?env:[\\/]?\*?["']?${AFTER}`,
    'gimu',
  ),
];

/** `set -x`, also among other letters, and `set -o xtrace`; a shell that is started so. */
const TRACES: readonly RegExp[] = [
  new RegExp(
    String.raw`${WORD}set(?:[ \t]+(?:-[a-wyzA-Z]+|pipefail)){0,5}[ \t]+(?:-[a-wyzA-Z]*x[a-zA-Z]*|-o[ \t]+xtrace)(?:[ \t]+(?:-[a-zA-Z]+|pipefail)){0,5}${AFTER}`,
    'gmu',
  ),
  new RegExp(String.raw`${WORD}(?:ba|z|da|k)?sh[ \t]+-[a-wyzA-Z]*x[a-zA-Z]*(?=[ \t]+\S)`, 'gmu'),
];

/** The commands of a script that show its environment, its comments left out. */
export function dumpsIn(script: string): readonly Dump[] {
  if (!/env|set|export|declare|typeset|sh[ \t]+-/iu.test(script)) return [];
  const text = script.replaceAll(/^[ \t]*#.*$/gmu, (line) => ' '.repeat(line.length));
  let variables: ReadonlySet<string> | undefined;
  const printed = (): ReadonlySet<string> => (variables ??= printedVariables(text));
  const found = [
    ...PRINTS.flatMap((pattern) => matchesOf(text, pattern, 'environment', printed)),
    ...TRACES.flatMap((pattern) => matchesOf(text, pattern, 'trace', printed)),
  ];
  return found.sort((a, b) => a.start - b.start);
}

function matchesOf(
  text: string,
  pattern: RegExp,
  type: Dump['type'],
  printed: () => ReadonlySet<string>,
): readonly Dump[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [command] = match;
    const start = match.index;
    const end = start + command.length;
    const { before, rest } = lineAround(text, start, end);
    if (!BEFORE.test(before) || (type === 'environment' && !showsValues(before, rest, printed))) return [];
    const alone =
      before.trim() === '' && /^[ \t]*(?:\|[ \t]*sort(?:[ \t]+-\w+)*[ \t]*)?(?:#.*)?$/u.test(rest);
    return [{ type, command, start, end, alone }];
  });
}
