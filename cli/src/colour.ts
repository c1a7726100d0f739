import { styleText } from 'node:util';
import { plainStyle, type Severity, type TextStyle } from '@keyless/core';
import type { Environment } from '@keyless/files';

/** When output is coloured. */
export const COLOUR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColourChoice = (typeof COLOUR_CHOICES)[number];

/**
 * Whether an output is to be coloured. Left to itself, a terminal is, unless `NO_COLOR` is set or it is a dumb one;
 * `FORCE_COLOR` wins over that, as it does in Node. https://no-color.org
 */
export function wantsColour(choice: ColourChoice, env: Environment, isTerminal: boolean): boolean {
  if (choice !== 'auto') return choice === 'always';
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return isTerminal;
}

type Format = Parameters<typeof styleText>[0];

const SEVERITIES: Readonly<Record<Severity, Format>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'blue'],
  hint: ['bold', 'cyan'],
};

const coloured: TextStyle = {
  severity: (text, severity) => paint(SEVERITIES[severity], text),
  faint: (text) => paint('dim', text),
  place: (text) => paint('bold', text),
};

/** The style of a report. */
export function styleFor(isColoured: boolean): TextStyle {
  return isColoured ? coloured : plainStyle;
}

/** The lines of a diff: what goes is red, what comes is green. */
export function paintDiff(diff: string, isColoured: boolean): string {
  if (!isColoured) return diff;
  return diff
    .split('\n')
    .map((line) => {
      const format = formatOf(line);
      return format === undefined ? line : paint(format, line);
    })
    .join('\n');
}

function formatOf(line: string): Format | undefined {
  if (/^(?:---|\+\+\+) /u.test(line)) return 'bold';
  if (line.startsWith('@@')) return 'cyan';
  if (line.startsWith('-')) return 'red';
  return line.startsWith('+') ? 'green' : undefined;
}

/** Whether to colour at all is decided before: newer versions of Node would ask the stream once more. */
function paint(format: Format, text: string): string {
  return styleText(format, text, { validateStream: false });
}
