import { fileURLToPath } from 'node:url';
import {
  changedText,
  changedUri,
  createSourceText,
  type DocumentModel,
  type FileChange,
  type Finding,
  type Fix,
  type Linter,
  type LintOptions,
} from '@keyless/core';
import type { FilesPort } from './files-port.ts';

/** A file that is being mended. */
export interface Mending {
  readonly linter: Linter;
  readonly files: FilesPort;
  /** Absolute path of the file. */
  readonly path: string;
  /** What the file is judged by, which other files may have changed. */
  readonly optionsFor: (model: DocumentModel) => Promise<LintOptions>;
  /** Other files have changed: what is known of them is outdated. */
  readonly forget: () => void;
}

/** What came of mending a file. */
export interface Mended {
  /** The text as it now is. */
  readonly model: DocumentModel;
  readonly applied: readonly Fix[];
  /** Names in the fixed texts that stand for what only a person knows, with the files that hold them. */
  readonly standIns: readonly { readonly path: string; readonly name: string }[];
}

/** A file could not be written. What had been done until then stands. */
export class MendError extends Error {
  override readonly name = 'MendError';
  readonly path: string;
  readonly mended: Mended;

  constructor(path: string, mended: Mended, cause: unknown) {
    super('A file cannot be written', { cause });
    this.path = path;
    this.mended = mended;
  }
}

/** A fix may uncover the next one; more than this beyond one for each finding would mean that two fixes undo each other. */
const MOST_UNCOVERED = 100;

/** Applies the safe fixes of a document. */
export async function mendSafely(mending: Mending, model: DocumentModel): Promise<Mended> {
  const { text, applied } = mending.linter.applySafeFixes(model, await mending.optionsFor(model));
  if (text === model.document.source.text) return untouched(model);
  return write(mending, untouched(model), { text, applied, elsewhere: [] });
}

/**
 * Applies to each finding the fix that a person would most likely pick: the preferred one, else the first. One at a time,
 * and what is left is judged anew: each fix is worked out for the file as it is, and two of them may add the same section,
 * or each name the profile whose keys the other deletes.
 */
export async function mendReviewed(mending: Mending, start: DocumentModel): Promise<Mended> {
  const { linter, optionsFor } = mending;
  let mended = untouched(start);
  let { findings } = linter.lint(start, await optionsFor(start));
  const done = new Set<string>();
  for (let left = findings.length + MOST_UNCOVERED; left > 0; left -= 1) {
    const fix = nextFix(findings, done);
    if (!fix) return mended;
    const text = changedText({ type: 'edit', file: mended.model.document, edits: fix.edits });
    mended = await write(mending, mended, { text, elsewhere: fix.elsewhere, applied: [fix] });
    ({ findings } = linter.lint(mended.model, await optionsFor(mended.model)));
  }
  return mended;
}

function untouched(model: DocumentModel): Mended {
  return { model, applied: [], standIns: [] };
}

interface Step {
  /** Of the file itself, after it. */
  readonly text: string;
  readonly elsewhere: readonly FileChange[];
  readonly applied: readonly Fix[];
}

/** `done` keeps a fix that changes other files from being applied to the same finding twice, whatever becomes of it. */
function nextFix(findings: readonly Finding[], done: Set<string>): Fix | undefined {
  for (const finding of findings) {
    const fix = likeliest(finding);
    if (!fix) continue;
    if (fix.elsewhere.length === 0) return fix;
    const key = `${finding.fingerprint}:${fix.id}`;
    if (done.has(key)) continue;
    done.add(key);
    return fix;
  }
  return undefined;
}

function likeliest({ fixes }: Finding): Fix | undefined {
  return fixes.find(({ preferred }) => preferred) ?? fixes[0];
}

/** The other files first: what they gain does no harm by itself, while this file may lose what was moved there. */
async function write({ files, path, linter, forget }: Mending, before: Mended, step: Step): Promise<Mended> {
  const { uri, kind, source } = before.model.document;
  let writing = path;
  try {
    for (const change of step.elsewhere) {
      writing = fileURLToPath(change.type === 'create' ? change.uri : change.file.uri);
      if (change.type === 'create') await files.create(writing, change.text);
      else await files.replace(writing, change.file.source, changedText(change));
    }
    writing = path;
    if (step.text !== source.text) await files.replace(path, source, step.text);
  } catch (error) {
    throw new MendError(writing, before, error);
  } finally {
    forget();
  }
  return {
    model: linter.parse(uri, kind, createSourceText(step.text, { bom: source.bom }), before.model),
    applied: [...before.applied, ...step.applied],
    standIns: [...before.standIns, ...step.applied.flatMap((fix) => standInsOf(fix, before.model, path))],
  };
}

/** The place of a stand-in refers to the text that its fix alone makes. */
function standInsOf(fix: Fix, { document }: DocumentModel, path: string): Mended['standIns'] {
  const { placeholder, edits, elsewhere } = fix;
  if (!placeholder) return [];
  const { uri, start, end } = placeholder;
  const change =
    uri === undefined
      ? ({ type: 'edit', file: document, edits } as const)
      : elsewhere.find((one) => changedUri(one) === uri);
  if (!change) return [];
  const name = changedText(change).slice(start, end);
  return [{ path: uri === undefined ? path : fileURLToPath(uri), name }];
}
