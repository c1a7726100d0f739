import { accessKeyIdOf } from '../aws/credential-kind.ts';
import type { CredentialSite } from '../aws/credential-set.ts';
import type { DotenvDocument } from '../documents/dotenv/nodes.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { isReference } from '../secret/placeholders.ts';
import { SecretValue } from '../secret/secret-value.ts';
import { compareRanges, type Range } from '../text/range.ts';
import { applyEdits } from '../text/text-edit.ts';

/** A range of a text and what is shown in its place. */
export interface Mask extends Range {
  readonly shown: string;
}

/** Finds what must not be shown of a document, one line at a time. */
export interface Redactor {
  /** The masks of a zero-based line: inside the line, in order, apart from each other. Offsets are the document's. */
  masksOf(line: number): readonly Mask[];
}

/** What is shown of a secret that nothing may be told about. */
export const MASK = '***';

/** Access key ids of every kind that signs requests. The last four characters tell people which one is meant. */
const ACCESS_KEY_ID = /(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}/gu;
/** How session tokens begin: the base64 of the few bytes that all of them have in common. */
const SESSION_TOKEN = /(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|[FA]QoDYXdz)[^\s"'`,;]*/gu;
/** Access key ids in base64, as the Secrets of Kubernetes hold them. */
const ENCODED_KEY_ID = /(?<![A-Za-z0-9+/])Q(?:VNJQ|UtJQ)[A-Za-z0-9+/]{20,}={0,2}/gu;
/** Secret keys are 40 base64 characters, tokens hundreds. Digests in hex and most paths have no capital letter. */
const LONG_RUN = /[A-Za-z0-9/+]{40,}={0,2}/gu;
const CAPITAL = /[A-Z]/u;

/**
 * Names that mean a secret, with the value behind them: `AWS_SECRET_ACCESS_KEY=…`, `"password": "…"`, and
 * `aws configure set aws_session_token …`, which needs no sign between the two. `id-token: write` is not one, nor is the
 * next option in `docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY`.
 */
const NAMED_VALUE =
  /(?:aws[_-]?(?:access[_-]?key(?:[_-]?id)?|secret[_-]?(?:access[_-]?)?key|session[_-]?token|security[_-]?token)["']?(?:[ \t]*[:=]|[ \t]+(?![-\s]))|(?:secret(?:[_-]?(?:access[_-]?)?key)?|passwd|password|passphrase|[_-]pass|(?:api|access|auth|private)[_-]?key(?:[_-]?id)?|(?<!id[_-])token|credentials?)["']?[ \t]*[:=])[ \t]*(?<value>"[^"]*"?|'[^']*'?|\$\{\{[^}]*\}\}|[^\s"']+)/giu;

/** What stands where a value could: the sign of a block of YAML, and the brackets behind a name in an expression. */
const NO_VALUE = /^(?:[|>][-+\d]{0,2}|[)\]}]+)$/u;

/** Makes the redactor of a document. Ranges that the parsers know for secrets are gathered once, lines when asked for. */
export function createRedactor(model: DocumentModel): Redactor {
  const { text, lines } = model.document.source;
  let known: readonly Mask[] | undefined;
  const cache = new Map<number, readonly Mask[]>();
  const read = (line: number): readonly Mask[] => {
    known ??= merge([...credentialMasks(model), ...documentMasks(model)]);
    const start = lines.lineStart(line);
    const content = text.slice(start, lines.lineEnd(line));
    const inLine = { start, end: start + content.length };
    return merge([...patternMasks(content, start), ...overlapping(known, inLine)]);
  };
  return {
    masksOf: (line) => {
      const masks = cache.get(line) ?? read(line);
      cache.set(line, masks);
      return masks;
    },
  };
}

/** A text without what looks like a secret in it, by itself or by the name before it. For texts outside documents. */
export function maskSecrets(text: string): string {
  const masks = merge(patternMasks(text, 0));
  return applyEdits(
    text,
    masks.map(({ start, end, shown }) => ({ start, end, newText: shown })),
  );
}

function credentialMasks(model: DocumentModel): readonly Mask[] {
  return model.credentialSets.flatMap((set) => set.sites.filter(holdsValue).map(maskOfSite));
}

/** Where the value is empty or inside an expression, the key stands for it, and a name is no secret. */
function holdsValue(site: CredentialSite): boolean {
  return site.origin !== 'stored-secret' && compareRanges(site.range, site.keyRange) !== 0;
}

function maskOfSite(site: CredentialSite): Mask {
  const { start, end } = site.range;
  // The ends of base64 are no ends of an id, and may be those of another secret.
  return { start, end, shown: site.encoded ? MASK : (accessKeyIdOf(site)?.masked ?? MASK) };
}

function documentMasks({ document, manifests }: DocumentModel): readonly Mask[] {
  switch (document.format) {
    case 'ini':
      return iniMasks(document);
    case 'dotenv':
      return dotenvMasks(document);
    case 'yaml':
      return manifests.flatMap(({ hidden }) => hidden.map(hide));
  }
}

/** Secret values, and each line that is not understood: it may be the rest of a secret that was pasted in pieces. */
function iniMasks(document: IniDocument): readonly Mask[] {
  const entries = [
    ...document.sections.flatMap((section) => section.entries),
    ...document.orphans,
    ...document.commentedEntries,
  ];
  return [
    ...entries.filter(isSecret).map((entry) => hide(entry.valueRange)),
    ...document.lines
      .filter((line) => line.type === 'unrecognised' || line.type === 'continuation')
      .map((line) => hide({ start: line.range.start + line.indent, end: line.range.end })),
  ];
}

function dotenvMasks(document: DotenvDocument): readonly Mask[] {
  const assignments = [...document.assignments, ...document.commentedAssignments];
  return [
    ...assignments.filter(isSecret).map((one) => hide(one.valueRange)),
    ...document.lines.filter((line) => line.type === 'unrecognised').map((line) => hide(line.range)),
  ];
}

/** `${NAME}` and its like stand under a secret's name and give nothing away. */
function isSecret({ value }: { readonly value: string | SecretValue }): boolean {
  return value instanceof SecretValue && !value.derive(isReference);
}

function hide({ start, end }: Range): Mask {
  return { start, end, shown: MASK };
}

/** What looks like a secret by itself or by the name before it, whatever the parsers make of the line. */
function patternMasks(line: string, start: number): readonly Mask[] {
  const masks: Mask[] = [];
  const add = (at: number, value: string, shown: string): void => {
    masks.push({ start: start + at, end: start + at + value.length, shown });
  };
  for (const { 0: id, index } of line.matchAll(ACCESS_KEY_ID))
    add(index, id, `${id.slice(0, 4)}…${id.slice(-4)}`);
  for (const pattern of [SESSION_TOKEN, ENCODED_KEY_ID]) {
    for (const { 0: secret, index } of line.matchAll(pattern)) add(index, secret, MASK);
  }
  for (const { 0: run, index } of line.matchAll(LONG_RUN)) if (CAPITAL.test(run)) add(index, run, MASK);
  return [...masks, ...namedMasks(line, start)];
}

function namedMasks(line: string, start: number): readonly Mask[] {
  return [...line.matchAll(NAMED_VALUE)].flatMap((match) => {
    const written = match.groups?.['value'] ?? '';
    const value = unquoted(written);
    if (value === '' || isReference(value) || NO_VALUE.test(value)) return [];
    const at = start + match.index + match[0].length - written.length + (/^["']/u.test(written) ? 1 : 0);
    return [{ start: at, end: at + value.length, shown: MASK }];
  });
}

function unquoted(value: string): string {
  const quote = /^["']/u.exec(value)?.[0];
  if (quote === undefined) return value;
  return value.length > 1 && value.endsWith(quote) ? value.slice(1, -1) : value.slice(1);
}

/** The parts of known masks that lie in a line. The masks are in order and apart, so their ends are in order too. */
function overlapping(masks: readonly Mask[], line: Range): readonly Mask[] {
  let low = 0;
  let high = masks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((masks[middle]?.end ?? 0) <= line.start) low = middle + 1;
    else high = middle;
  }
  const found: Mask[] = [];
  for (let at = low; at < masks.length; at += 1) {
    const mask = masks[at];
    if (!mask || mask.start >= line.end) break;
    found.push({
      start: Math.max(mask.start, line.start),
      end: Math.min(mask.end, line.end),
      shown: mask.shown,
    });
  }
  return found;
}

/**
 * Joins masks that overlap. Of two for the very same range the one that says more (an access key id's kind and end)
 * stays; any other overlap shows nothing, because a part of one secret may be a part of another.
 */
function merge(masks: readonly Mask[]): readonly Mask[] {
  const sorted = masks.filter((mask) => mask.start < mask.end).sort(compareRanges);
  const merged: Mask[] = [];
  for (const mask of sorted) {
    const last = merged.at(-1);
    if (!last || mask.start >= last.end) merged.push(mask);
    else if (compareRanges(last, mask) === 0) merged[merged.length - 1] = last.shown === MASK ? mask : last;
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, mask.end), shown: MASK };
  }
  return merged;
}
