import {
  applyEdits,
  createSourceText,
  selectFixes,
  suppressionEdit,
  takesComment,
  type FileChange,
  type Finding,
  type Fix,
  type Linter,
  type SessionsRewrite,
  type TextEdit,
} from '@keyless/core';
import { textDifference } from '../convert/text-difference.ts';
import type { Judgement } from '../workspace/judge.ts';

/** What a code action does to the document, in words that survive the way to the client and back. */
export type ActionReference =
  | { readonly type: 'fix'; readonly fingerprint: string; readonly index: number }
  | { readonly type: 'disable'; readonly fingerprint: string }
  | { readonly type: 'fix-all' }
  | { readonly type: 'rewrite-sessions' };

/** What an action changes; `undefined` where the judgement knows no such action. */
export function changesOf(
  linter: Linter,
  judgement: Judgement,
  reference: ActionReference,
): readonly FileChange[] | undefined {
  if (reference.type === 'fix-all') return [changeOf(judgement, fixAllEdits(linter, judgement))];
  if (reference.type === 'rewrite-sessions') return changesOfFix(judgement, rewriteOf(linter, judgement));
  const finding = judgement.result.findings.find((one) => one.fingerprint === reference.fingerprint);
  if (!finding) return undefined;
  if (reference.type === 'disable')
    return [changeOf(judgement, [suppressionEdit(judgement.model.document, finding)])];
  const fix = finding.fixes[reference.index];
  return fix && changesOfFix(judgement, fix);
}

/** Whether an action may change other files than the document. */
export function reachesElsewhere({ result }: Judgement, reference: ActionReference): boolean {
  switch (reference.type) {
    case 'rewrite-sessions':
      return true;
    case 'fix': {
      const finding = result.findings.find((one) => one.fingerprint === reference.fingerprint);
      const fix = finding?.fixes[reference.index];
      return fix === undefined || fix.elsewhere.length > 0;
    }
    case 'disable':
    case 'fix-all':
      return false;
  }
}

/** The rewrite of all pasted sessions of a file, worked out from what it was judged by. */
export function rewriteOf(linter: Linter, { model, result, options }: Judgement): SessionsRewrite {
  return linter.rewriteSessions(model, result.findings, options);
}

/** What a fix changes, the document under judgement first. */
export function changesOfFix(
  judgement: Judgement,
  { edits, elsewhere }: Pick<Fix, 'edits' | 'elsewhere'>,
): readonly FileChange[] {
  return edits.length === 0 ? elsewhere : [changeOf(judgement, edits), ...elsewhere];
}

function changeOf({ model }: Judgement, edits: readonly TextEdit[]): FileChange {
  return { type: 'edit', file: model.document, edits };
}

/** Whether *fix all* has anything to do. */
export function hasSafeFixes({ result }: Judgement): boolean {
  return result.findings.some((finding) => finding.fixes.some(isSafe));
}

/** All safe fixes to their fixpoint, as one edit: as small as one pass, where one pass is all that it takes. */
function fixAllEdits(linter: Linter, { model, result, options }: Judgement): readonly TextEdit[] {
  const { text } = model.document.source;
  const fixed = linter.applySafeFixes(model, options).text;
  const { edits } = selectFixes(result.findings, isSafe);
  if (applyEdits(text, edits) === fixed) return edits;
  const difference = textDifference(text, fixed);
  return difference ? [difference] : [];
}

function isSafe(fix: Fix): boolean {
  return fix.applicability === 'safe';
}

/**
 * Whether a comment on the line before would silence a finding and do nothing else: inside a value of several lines it
 * would become part of that value.
 */
export function canDisable(linter: Linter, judgement: Judgement, finding: Finding): boolean {
  const { document } = judgement.model;
  const comment = suppressionEdit(document, finding);
  // YAML knows where its comments may stand, and reading a large workflow again takes a tenth of a second.
  if (document.format === 'yaml') return takesComment(document, comment.start);
  const text = applyEdits(document.source.text, [comment]);
  const source = createSourceText(text, { bom: document.source.bom });
  const edited = linter.parse(document.uri, document.kind, source, judgement.model);
  if (edited.document.problems.length > document.problems.length) return false;
  const after = linter.lint(edited, judgement.options);
  const before = new Set(judgement.result.findings.map((one) => one.fingerprint));
  return (
    after.suppressed.some((one) => one.fingerprint === finding.fingerprint) &&
    after.findings.every((one) => before.has(one.fingerprint))
  );
}

/** Reads back what a client has kept for us. */
export function readReference(raw: Readonly<Record<string, unknown>>): ActionReference | undefined {
  const { type, fingerprint, index } = raw;
  if (type === 'fix-all' || type === 'rewrite-sessions') return { type };
  if (typeof fingerprint !== 'string') return undefined;
  if (type === 'disable') return { type, fingerprint };
  return type === 'fix' && typeof index === 'number' ? { type, fingerprint, index } : undefined;
}
