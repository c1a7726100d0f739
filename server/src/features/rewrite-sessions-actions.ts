import { safe, type SafeText, type SessionsRewrite } from '@keyless/core';
import { CodeActionKind, type CodeAction } from '../lsp.ts';
import { REWRITE_SESSIONS_KIND } from '../protocol.ts';
import { canApply, diagnosticOf, withEdit, type ActionRequest } from './action-request.ts';
import { changesOfFix, rewriteOf } from './code-action-edits.ts';
import { selectPlaceholder } from './select-placeholder.ts';

/** The fix of one profile, which the rewrite of all of them goes with. */
const ONE_PROFILE = 'rewrite-to-role';

/** *Rewrite all pasted sessions* on any of them, where there are several. */
export function rewriteAllFixes(request: ActionRequest): readonly CodeAction[] {
  const rewritable = request.findings.filter(({ fixes }) => fixes.some(({ id }) => id === ONE_PROFILE));
  if (rewritable.length === 0) return [];
  const diagnostics = rewritable.map((finding) => diagnosticOf(request, finding));
  return rewriteAll(request, CodeActionKind.QuickFix, 2).map((action) => ({ ...action, diagnostics }));
}

/** The same for the whole file, wherever the caret stands. */
export function rewriteAllSource(request: ActionRequest): readonly CodeAction[] {
  return rewriteAll(request, REWRITE_SESSIONS_KIND, 1);
}

/** `least`: how many profiles there must be. */
function rewriteAll(request: ActionRequest, kind: string, least: number): readonly CodeAction[] {
  const { services, judgement } = request;
  if (judgement.model.document.format !== 'ini') return [];
  const rewrite = rewriteOf(services.host.linter, judgement);
  const changes = changesOfFix(judgement, rewrite);
  if (rewrite.rewritten < least || !canApply(services.client, changes)) return [];
  const title = titleOf(rewrite);
  const command = selectPlaceholder(services, judgement, {
    title,
    placeholder: rewrite.placeholder,
    changes,
  });
  return [withEdit(request, { title, kind, ...(command && { command }) }, { type: 'rewrite-sessions' })];
}

/** What is left has a finding that says why. */
function titleOf({ rewritten, left }: SessionsRewrite): SafeText {
  if (left.length > 0)
    return safe`Rewrite ${rewritten} of ${rewritten + left.length} pasted sessions of this file to roles`;
  return rewritten === 1
    ? safe`Rewrite the pasted session of this file to a role`
    : safe`Rewrite all ${rewritten} pasted sessions of this file to roles`;
}
