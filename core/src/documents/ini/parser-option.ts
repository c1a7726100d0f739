import type { SourceText } from '../../text/source-text.ts';
import type { IniProblem } from './nodes.ts';
import { iniProblem } from './problems.ts';
import { isPythonSpace, stripPython, stripPythonEnd, trimRange } from './white-space.ts';

/** An option as Python's `configparser` collects it: the value's lines, each stripped, with their line numbers. */
export interface ParserOption {
  readonly name: string;
  readonly parts: string[];
  /** Zero-based, one for each part. The first is the key's own line. */
  readonly lines: number[];
}

/** A setting of an indented block. */
interface NestedSetting {
  readonly key: string;
  readonly value: string;
  /** Zero-based. */
  readonly line: number;
}

/** The value of an option: its lines joined, white space at the end taken off. */
export function optionValue({ parts }: ParserOption): string {
  return stripPythonEnd(parts.join('\n'));
}

/**
 * The settings of an option's indented block as botocore's `_parse_nested` reads them, or `undefined` where the option
 * has none because its value starts on its own line. Lines without an equals sign have no key.
 */
export function nestedSettings(
  option: ParserOption,
): readonly (NestedSetting | { readonly line: number })[] | undefined {
  if (option.parts[0] !== '' || option.parts.every((part) => part === '')) return undefined;
  const settings: (NestedSetting | { readonly line: number })[] = [];
  for (const [index, part] of option.parts.entries()) {
    const line = option.lines[index] ?? 0;
    // Python's `splitlines` breaks at more characters than those that end a line of a file.
    for (const piece of part.split(/[\v\f\u001c-\u001e\u0085\u2028\u2029]/u)) {
      const text = stripPython(piece);
      if (text === '') continue;
      const at = text.indexOf('=');
      if (at < 0) settings.push({ line });
      else
        settings.push({ key: stripPython(text.slice(0, at)), value: stripPython(text.slice(at + 1)), line });
    }
  }
  return settings;
}

/** The lines of indented blocks for which botocore refuses the file. */
export function nestedProblems(source: SourceText, options: Iterable<ParserOption>): readonly IniProblem[] {
  const problems: IniProblem[] = [];
  for (const option of options) {
    for (const setting of nestedSettings(option) ?? []) {
      if ('key' in setting) continue;
      const { lines, text } = source;
      const whole = { start: lines.lineStart(setting.line), end: lines.lineEnd(setting.line) };
      problems.push(iniProblem('nested-without-equals', trimRange(text, whole, isPythonSpace)));
    }
  }
  return problems;
}
