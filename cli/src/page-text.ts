import { wrapped } from './prose.ts';

/** The markers of generated parts, which nobody needs to read. */
const MARKER = /^<!--.*-->$/u;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/u;
const RULER = /^\|[\s|:-]*\|$/u;

/**
 * A Markdown page for a terminal: paragraphs and list items are wrapped at 80 columns, rows of a table without a head
 * become `name: value`, code stays as it stands behind an indent. Everything else is readable Markdown as it is.
 */
export function pageText(markdown: string): string {
  const out: string[] = [];
  let isCode = false;
  for (const line of markdown.split(/\r?\n/u)) {
    if (FENCE.test(line)) isCode = !isCode;
    else if (isCode) out.push(line === '' ? '' : `    ${line}`);
    else if (!MARKER.test(line) && !RULER.test(line)) out.push(...linesOf(line));
  }
  return `${out
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()}\n`;
}

function linesOf(line: string): readonly string[] {
  if (line.startsWith('|')) return linesOf(rowText(line));
  const lead = /^ *(?:[-*] |\d+\. )?/u.exec(line)?.[0] ?? '';
  const text = line.slice(lead.length);
  if (text === '' || line.startsWith('#')) return [line];
  const broken = wrapped(text, ' '.repeat(lead.length)).trimEnd().split('\n');
  return broken.map((one, index) => (index === 0 ? lead + one.slice(lead.length) : one));
}

function rowText(row: string): string {
  const cells = row
    .slice(1, -1)
    .split(/(?<!\\)\|/u)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [name = '', ...values] = cells;
  return cells.every((cell) => cell === '') ? '' : `- ${name}: ${values.join('; ')}`;
}
