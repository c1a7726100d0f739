import { isSecretName, looksSecret } from '../../secret/secret-names.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { SourceText } from '../../text/source-text.ts';
import { readForeignHead, readHead, type DotenvHead } from './head.ts';
import type { DotenvAssignment, DotenvDocument, DotenvLine } from './nodes.ts';
import { endsLine, isSpace, readValue, type DotenvValueSite } from './value.ts';

type PhysicalLine = Pick<DotenvLine, 'range' | 'full'>;

/**
 * Parses a `.env` file in one pass, as npm's dotenv 17 reads it, its odd corners included: `NAME: value`, an equals
 * sign or an opening quote on a later line. Never throws: a line that sets nothing stays a line.
 */
export function parseDotenv(uri: string, source: SourceText): DotenvDocument {
  const { text } = source;
  const lines: DotenvLine[] = [];
  const assignments: DotenvAssignment[] = [];
  const commentedAssignments: DotenvAssignment[] = [];
  let at = 0;
  while (at < text.length) {
    const line = lineAt(text, at);
    const content = skipBlanks(text, at, line.range.end);
    const assignment =
      content < line.range.end && text.charAt(content) !== '#'
        ? readAssignment(text, line, content)
        : undefined;
    if (assignment) {
      assignments.push(assignment);
      lines.push({
        type: 'assignment',
        range: { start: at, end: contentEnd(text, assignment.lineRange) },
        full: assignment.lineRange,
      });
      at = assignment.lineRange.end;
      continue;
    }
    const commented = text.charAt(content) === '#' ? readCommented(text, content, line) : undefined;
    if (commented) commentedAssignments.push(commented);
    lines.push({ type: typeOf(text, content, line.range.end), range: line.range, full: line.full });
    at = line.full.end;
  }
  return {
    format: 'dotenv',
    kind: 'dotenv',
    uri,
    source,
    problems: [],
    lines,
    assignments,
    commentedAssignments,
  };
}

function typeOf(text: string, content: number, end: number): DotenvLine['type'] {
  if (content >= end) return 'blank';
  return text.charAt(content) === '#' ? 'comment' : 'unrecognised';
}

function lineAt(text: string, start: number): PhysicalLine {
  let end = start;
  while (end < text.length && !endsLine(text.charCodeAt(end))) end += 1;
  return { range: { start, end }, full: { start, end: behindLineEnd(text, end) } };
}

function behindLineEnd(text: string, end: number): number {
  if (end >= text.length) return end;
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

function contentEnd(text: string, { start, end }: DotenvLine['full']): number {
  if (end <= start || !endsLine(text.charCodeAt(end - 1))) return end;
  return end - start > 1 && text.startsWith('\r\n', end - 2) ? end - 2 : end - 1;
}

/** Skips white space within a line. */
function skipBlanks(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit && isSpace(text.charCodeAt(end)) && !endsLine(text.charCodeAt(end))) end += 1;
  return end;
}

function readAssignment(text: string, line: PhysicalLine, content: number): DotenvAssignment | undefined {
  const head = readHead(text, content, text.length);
  if (!head) return readForeign(text, content, line);
  const site = readValue(text, head.valueStart, text.length);
  const { full } = lineAt(text, Math.max(site.end, head.valueStart));
  return makeAssignment(text, head, site, { start: line.full.start, end: full.end });
}

/** Other shells' forms end with their line. */
function readForeign(
  text: string,
  content: number,
  { range, full }: PhysicalLine,
): DotenvAssignment | undefined {
  const head = readForeignHead(text, content, range.end);
  return head && makeAssignment(text, head, readValue(text, head.valueStart, range.end), full);
}

/** Names without dots: in a comment the others are prose. */
const PLAIN_NAME = /^[A-Za-z_]\w*$/u;

/** Reads a comment as the assignment that it would be without its signs, on its own line. Colons are prose there. */
function readCommented(
  text: string,
  comment: number,
  { range, full }: PhysicalLine,
): DotenvAssignment | undefined {
  let start = comment;
  while (start < range.end && (text.charAt(start) === '#' || isSpace(text.charCodeAt(start)))) start += 1;
  const head = readHead(text, start, range.end) ?? readForeignHead(text, start, range.end);
  if (!head || text.charAt(head.valueStart - 1) !== '=') return undefined;
  if (!PLAIN_NAME.test(text.slice(head.nameStart, head.nameEnd))) return undefined;
  return makeAssignment(text, head, readValue(text, head.valueStart, range.end), full);
}

function makeAssignment(
  text: string,
  { prefix, nameStart, nameEnd }: DotenvHead,
  site: DotenvValueSite,
  lineRange: DotenvAssignment['lineRange'],
): DotenvAssignment {
  const name = text.slice(nameStart, nameEnd);
  const written = text.slice(site.range.start, site.range.end);
  return {
    name,
    nameRange: { start: nameStart, end: nameEnd },
    prefix,
    quote: site.quote,
    valueRange: site.range,
    value: dotenvValue(name, written.includes('\r') ? written.replaceAll(/\r\n?/gu, '\n') : written),
    commentRange: site.comment,
    lineRange,
  };
}

function dotenvValue(name: string, text: string): DotenvAssignment['value'] {
  return text !== '' && (isSecretName(name) || looksSecret(text)) ? new SecretValue(text) : text;
}
