/** A command gets the output as a file with variables, or runs it: `--env-file <(`, `source <(`. */
const GIVEN_AS_FILE = /(?:\benv-file[=\s]["']?|(?:^|[\s;&|({])(?:source|\.)[ \t]+)<\([ \t]*$/u;
/** A variable gets the output: `NAME=$(`, `export NAME="$(`, `for name in $(`. */
const GIVEN_TO_VARIABLE =
  /(?:^|[;&|({]|\b(?:then|do|else)\b)[ \t]*(?:for[ \t]+(\w+)[ \t]+in[ \t]+|(?:(?:export|local|readonly|declare|typeset)(?:[ \t]+-\w+)*[ \t]+)?(\w+)=)["']?\$\([ \t]*$/u;
const PRINTING_COMMAND = /\b(?:echo|printf|cat|tee|Write-\w+)\b([^\n]{0,1000})/gu;

/** One part of a pipeline, with what leads to it; a text in quotes is taken as one. */
const STAGE = /(?:\|(?!\|)[ \t]*)?((?:'[^']*'|"[^"]*"|\d?>&\d?|&>|[^|;&)'"#])*)/uy;
/** So many parts of a pipeline are looked at: a script may be one endless pipe. */
const MOST_STAGES = 8;

const DISCARDS = /(?:^|\s)[1&]?>>?[ \t]*(?:\/dev\/null|\$null)(?:\s|$)|^Out-Null\b/iu;
const DIGESTS =
  /^(?:wc|cksum|md5sum|sha\d+sum)\b|^[ef]?grep(?:[ \t]+-\S+)*?[ \t]+-(?:\w*[cq]|-count|-quiet)/u;
/** What leaves of each line what stands before its `=`. */
const KEEPS_NAMES: readonly RegExp[] = [
  /^cut\b(?=.*[ \t](?:-d[ \t]*|--delimiter=)["']?=)(?=.*[ \t](?:-f[ \t]*|--fields=)1(?![\d,-]))/u,
  /^[gm]?awk[ \t]+-F[ \t]*["']?=["']?[ \t]+["']\{[ \t]*print[ \t]+\$1[ \t;]*\}/u,
  /^sed\b.*["']s(.)=\.\*\$?\1\1/u,
  /^(?:Select-Object|select)[ \t]+(?:-(?:Property|ExpandProperty)[ \t]+)?(?:Name|Key)[ \t]*$/iu,
];
const FILTER = /^[ef]?grep[ \t]+((?:-\S+[ \t]+)*)(\S+)/u;

/**
 * Whether values get out of a command of a script that prints all variables: not where its output goes into a variable
 * that nobody prints, or nowhere, and not where a pipe lets through names, a number, or other variables than AWS's.
 *
 * `before` and `rest` are what stands around the command on its line, `printed` the variables that the script prints.
 */
export function showsValues(before: string, rest: string, printed: () => ReadonlySet<string>): boolean {
  if (GIVEN_AS_FILE.test(before)) return false;
  const [, loop, name = loop] = GIVEN_TO_VARIABLE.exec(before) ?? [];
  if (name !== undefined && !printed().has(name)) return false;
  for (const stage of stagesOf(rest)) {
    if (/^tee\b/u.test(stage)) return true;
    if (DISCARDS.test(stage)) return false;
    if (DIGESTS.test(stage) || KEEPS_NAMES.some((one) => one.test(stage)) || isFiltered(stage)) return false;
  }
  return true;
}

/** The variables that a script prints, as far as they stand on the lines of the commands that do. */
export function printedVariables(script: string): ReadonlySet<string> {
  const printed = [...script.matchAll(PRINTING_COMMAND)].flatMap(([, text = '']) => [
    ...text.matchAll(/\$\{?(\w+)/gu),
  ]);
  return new Set(printed.map(([, name = '']) => name));
}

/** What comes of a command on the way through its pipe: its own redirections first, then each command of the pipe. */
function stagesOf(rest: string): readonly string[] {
  const stages: string[] = [];
  STAGE.lastIndex = 0;
  while (stages.length < MOST_STAGES) {
    const match = STAGE.exec(rest);
    if (!match || (stages.length > 0 && match[0] === '')) break;
    stages.push(match[1] ?? '');
  }
  return stages;
}

function isFiltered(stage: string): boolean {
  const [, options = '', pattern = ''] = FILTER.exec(stage) ?? [];
  if (pattern === '') return false;
  const inverted = /(?:^|\s)-\w*v/u.test(options);
  return /AWS|KEY|SECRET|TOKEN/iu.test(pattern) ? inverted : !inverted;
}
