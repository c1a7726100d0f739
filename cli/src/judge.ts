import {
  createSourceText,
  safe,
  safeName,
  type DocumentModel,
  type Finding,
  type Linter,
  type LintOptions,
} from '@keyless/core';
import { fileText, writeFileAtomic, type FileSystem } from '@keyless/files';

/** What judging one document gave. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly suppressed: number;
  /** Rules that threw. */
  readonly failures: number;
}

/** The pseudo rule under which a rule that threw is reported. */
const INTERNAL_ERROR = 'internal-error';

/** Judges a document. A rule that throws is a finding of its own; the others' findings stand. */
export function judge(linter: Linter, model: DocumentModel, options: LintOptions): Judged {
  const { findings: lazy, suppressed, failures } = linter.lint(model, options);
  // Fixes are made when they are asked for, as this copying does, and a rewrite that throws adds to the failures.
  const findings = lazy.map((finding) => ({ ...finding, fixes: finding.fixes }));
  const internal = failures.map(({ ruleId, reason }, ordinal): Finding => ({
    ruleId: INTERNAL_ERROR,
    severity: 'error',
    message: safe`The rule ${safeName(ruleId)} failed here (${reason}), so its findings are missing. Please report it.`,
    range: { start: 0, end: 0 },
    related: [],
    fixes: [],
    fingerprint: `${INTERNAL_ERROR}:${ruleId}:${ordinal}`,
    tag: undefined,
  }));
  return { findings: [...internal, ...findings], suppressed: suppressed.length, failures: internal.length };
}

/** What came of applying safe fixes to a file. */
export interface FixedFile {
  /** The text as it now is on the disk. */
  readonly model: DocumentModel;
  readonly applied: number;
}

/**
 * Applies the safe fixes of a document and writes its file, if there are any. Mode, owner, byte order mark and line
 * endings stay. Throws the system's error, or `FileChangedError` where somebody else wrote the file meanwhile.
 */
export async function fixFile(
  linter: Linter,
  path: string,
  model: DocumentModel,
  options: LintOptions & { readonly fs?: FileSystem | undefined },
): Promise<FixedFile> {
  const { uri, kind, source } = model.document;
  const { text, applied } = linter.applySafeFixes(model, options);
  if (text === source.text) return { model, applied: 0 };
  await writeFileAtomic(path, fileText(text, source), {
    expected: fileText(source.text, source),
    ...(options.fs && { fs: options.fs }),
  });
  return {
    model: linter.parse(uri, kind, createSourceText(text, { bom: source.bom })),
    applied: applied.length,
  };
}
