import { isSpace, skipSpace } from './value.ts';

/** A name with what stands before it, and where its value may start. */
export interface DotenvHead {
  readonly prefix: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
}

/**
 * Reads `NAME =`, `NAME: ` or either of them behind `export`, as npm's dotenv does: the parts may stand on different
 * lines up to `limit`.
 */
export function readHead(text: string, start: number, limit: number): DotenvHead | undefined {
  return (
    readNamed(text, start, behindExport(text, start, limit), limit) ?? readNamed(text, start, start, limit)
  );
}

/** Reads the forms of other shells: `set NAME=` of cmd, `$env:NAME =` of PowerShell. */
export function readForeignHead(text: string, start: number, limit: number): DotenvHead | undefined {
  const opening = text.slice(start, start + 5).toLowerCase();
  if (opening === '$env:') return readNamed(text, start, start + 5, limit);
  return /^set[ \t]/u.test(opening)
    ? readNamed(text, start, skipSpace(text, start + 3, limit), limit)
    : undefined;
}

/** Behind `export` and at least one white space; `start` where there is none. */
function behindExport(text: string, start: number, limit: number): number {
  const end = start + 'export'.length;
  if (!text.startsWith('export', start)) return start;
  const name = skipSpace(text, end, limit);
  return name > end ? name : start;
}

function readNamed(text: string, start: number, nameStart: number, limit: number): DotenvHead | undefined {
  let nameEnd = nameStart;
  while (nameEnd < limit && isNameCharacter(text.charCodeAt(nameEnd))) nameEnd += 1;
  if (nameEnd === nameStart) return undefined;
  const valueStart = valueStartBehind(text, nameEnd, limit);
  return valueStart === undefined
    ? undefined
    : { prefix: text.slice(start, nameStart), nameStart, nameEnd, valueStart };
}

/** Behind the equals sign or colon that follows a name; `undefined` where none does. */
function valueStartBehind(text: string, nameEnd: number, limit: number): number | undefined {
  const sign = skipSpace(text, nameEnd, limit);
  if (sign < limit && text.charAt(sign) === '=') return sign + 1;
  const isColon =
    text.charAt(nameEnd) === ':' && nameEnd + 1 < limit && isSpace(text.charCodeAt(nameEnd + 1));
  if (!isColon) return undefined;
  // The one white space behind a colon belongs to it, be it a line ending, and then CRLF counts as one.
  return nameEnd + (text.startsWith('\r\n', nameEnd + 1) ? 3 : 2);
}

/** `[\w.-]` */
function isNameCharacter(code: number): boolean {
  if (code >= 0x61 && code <= 0x7a) return true;
  return (
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2e ||
    code === 0x2d
  );
}
