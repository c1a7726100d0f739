import {
  maskSecrets,
  parseModel,
  createCodeFrames,
  secretsOf,
  type DocumentKind,
  type SourceText,
} from '@keyless/core';
import { structuredPatch } from 'diff';
import { printable, uriOf } from '../names.ts';

/** A file before and after. */
export interface ChangedFile {
  /** As people know it. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly kind: DocumentKind | undefined;
  /** `undefined` for a file that is created. */
  readonly before: SourceText | undefined;
  readonly after: SourceText;
}

/** Lines around a change. */
const CONTEXT = 3;

/**
 * What has changed in a file, as a unified diff for people. Secrets are masked on both sides, so no tool can apply it:
 * a fix that takes a secret away or moves it shows where, not what.
 */
export function diffText(file: ChangedFile): string {
  const before = file.before && linesOf(file.before);
  const after = linesOf(file.after);
  const shownBefore = shownLines(file, file.before, []);
  const shownAfter = shownLines(file, file.after, file.before ? knownSecrets(file, file.before) : []);
  const { hunks } = structuredPatch('', '', joined(before ?? []), joined(after), undefined, undefined, {
    context: CONTEXT,
  });
  const head = `--- ${before ? printable(file.name) : '/dev/null'}\n+++ ${printable(file.name)}\n`;
  const body = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    let [old, now] = [oldStart - 1, newStart - 1];
    const shown = lines.map((line) => {
      const sign = line.charAt(0);
      const text = sign === '-' ? shownBefore[old] : shownAfter[now];
      if (sign !== '+') old += 1;
      if (sign !== '-') now += 1;
      return `${sign}${text ?? ''}\n`;
    });
    return `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@\n${shown.join('')}`;
  });
  return head + body.join('');
}

/** The lines with what ends them, as one differs from another; the last one only where it holds anything. */
function linesOf({ text, lines }: SourceText): readonly string[] {
  const all = Array.from({ length: lines.lineCount }, (_empty, line) =>
    text.slice(lines.lineStart(line), lines.lineStart(line + 1)),
  );
  return all.at(-1) === '' ? all.slice(0, -1) : all;
}

/** The library parts lines at line feeds: each of ours becomes one of its own, whatever it ends with. */
function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line.replaceAll('\r', '\u0001').replaceAll('\n', '\u0002')}\n`).join('');
}

function shownLines(
  { path, kind }: ChangedFile,
  source: SourceText | undefined,
  secrets: readonly string[],
): readonly string[] {
  if (!source) return [];
  const frames = kind && createCodeFrames(parseModel(uriOf(path), kind, source));
  return linesOf(source).map((line, index) => {
    const shown = frames ? frames.line(index) : printable(maskSecrets(line.replace(/[\r\n]+$/u, '')));
    return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), shown);
  });
}

/** A secret that was moved to where no parser sees one is a secret all the same. */
function knownSecrets({ path, kind }: ChangedFile, source: SourceText): readonly string[] {
  return kind ? secretsOf(parseModel(uriOf(path), kind, source)) : [];
}
