import type { ErrorCode } from 'yaml';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { range } from '../../text/range.ts';
import type { ParseProblem } from '../document.ts';

/** More of a kind would not help anybody to find the first mistake. */
export const MOST_PROBLEMS = 100;

/** Sentences of our own: those of the `yaml` package may quote the text. */
const MESSAGES: Partial<Readonly<Record<ErrorCode, SafeText>>> = {
  ALIAS_PROPS: safe`An alias cannot have an anchor or a tag.`,
  BAD_ALIAS: safe`An anchor or alias has no usable name.`,
  BAD_DIRECTIVE: safe`This YAML directive is malformed.`,
  BAD_DQ_ESCAPE: safe`This is no escape sequence of a double-quoted text.`,
  BAD_INDENT: safe`The indentation does not fit what is around it.`,
  BAD_PROP_ORDER: safe`Anchors and tags stand behind the indicator of their value.`,
  BAD_SCALAR_START: safe`A text without quotes cannot begin with this character.`,
  BLOCK_AS_IMPLICIT_KEY: safe`A second colon on a line, or a list as a key, is not allowed here.`,
  BLOCK_IN_FLOW: safe`Inside brackets, maps and lists need brackets of their own.`,
  KEY_OVER_1024_CHARS: safe`A key is at most 1024 characters long.`,
  MISSING_CHAR: safe`A quote, bracket, colon or space is missing here.`,
  MULTILINE_IMPLICIT_KEY: safe`A key must stand on one line, followed by a colon.`,
  MULTIPLE_ANCHORS: safe`A value has at most one anchor.`,
  MULTIPLE_TAGS: safe`A value has at most one tag.`,
  RESOURCE_EXHAUSTION: safe`This part is nested too deeply to be read.`,
  TAB_AS_INDENT: safe`YAML is indented with spaces; this is a tab.`,
};

/** An error of the `yaml` package. The place is its first character and the one behind it. */
export interface YamlFault {
  readonly code: ErrorCode;
  readonly pos: readonly [number, number];
}

/**
 * Translates the errors of the `yaml` package, in the order of their places. Tags that it does not know are no errors to
 * us.
 */
export function toProblems(errors: readonly YamlFault[], length: number): readonly ParseProblem[] {
  return errors
    .filter((error) => error.code !== 'TAG_RESOLVE_FAILED')
    .sort(compareFaults)
    .slice(0, MOST_PROBLEMS)
    .map(({ code, pos }) => {
      const start = Math.max(0, Math.min(pos[0], length));
      return {
        range: range(start, Math.max(start, Math.min(pos[1], length))),
        message: MESSAGES[code] ?? safe`This is not valid YAML.`,
      };
    });
}

function compareFaults(a: YamlFault, b: YamlFault): number {
  return a.pos[0] - b.pos[0] || a.pos[1] - b.pos[1] || (a.code < b.code ? -1 : 1);
}
