import type { DocumentModel } from '../model/document-model.ts';
import type { Range } from '../text/range.ts';
import { createRedactor, MASK, type Mask } from './redact.ts';

/** What stands for each character of a secret. */
const STAR = '*';

/** How much of an access key id is shown at its start (its kind) and at its end. */
const SHOWN = 4;

/**
 * A text of a document for pasting elsewhere: every secret is masked, character by character, so that lines, places and
 * indentation stay. An access key id keeps its kind and its last four characters: `ASIA************7WML`.
 * @param range what to copy, the whole text by default; a part of a secret in it is masked like all of it
 */
export function redactedCopy(model: DocumentModel, range?: Range): string {
  const { text, lines } = model.document.source;
  const { start, end } = range ?? { start: 0, end: text.length };
  const redactor = createRedactor(model);
  const parts: string[] = [];
  let at = start;
  const [first, last] = [lines.positionAt(start).line, lines.positionAt(end).line];
  for (let line = first; line <= last; line += 1) {
    for (const mask of redactor.masksOf(line)) {
      const [from, to] = [Math.max(mask.start, start), Math.min(mask.end, end)];
      if (from >= to) continue;
      const shown = starsFor(mask, text, lines.lineStart(line));
      parts.push(text.slice(at, from), shown.slice(from - mask.start, to - mask.start));
      at = to;
    }
  }
  return [...parts, text.slice(at, end)].join('');
}

/** The sign of a block of YAML, which stands on the line of its key. */
const BLOCK_SIGN = /^[|>][-+\d]{0,2}$/u;

/** As long as what is masked. The indentation of a line that is masked from its start is no secret. */
function starsFor({ start, end, shown }: Mask, text: string, lineStart: number): string {
  const raw = text.slice(start, end);
  if (shown !== MASK && raw.length > 2 * SHOWN) {
    return raw.slice(0, SHOWN) + STAR.repeat(raw.length - 2 * SHOWN) + raw.slice(-SHOWN);
  }
  if (BLOCK_SIGN.test(raw)) return raw;
  const indent = start === lineStart ? (/^[ \t]*/u.exec(raw)?.[0] ?? '') : '';
  return indent + STAR.repeat(raw.length - indent.length);
}
