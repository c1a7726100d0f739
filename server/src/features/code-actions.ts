import { safe, safeName, type Range } from '@keyless/core';
import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from '../lsp.ts';
import { actionKey, FIX_ALL_KIND, wantsKind } from '../convert/code-action.ts';
import { createPositionMap, isMarked } from '../convert/position.ts';
import { REWRITE_SESSIONS_KIND } from '../protocol.ts';
import type { Services } from '../services.ts';
import { isRecord } from '../workspace/client.ts';
import type { Judgement } from '../workspace/judge.ts';
import { canApply, diagnosticOf, makeEdit, withEdit, type ActionRequest } from './action-request.ts';
import {
  canDisable,
  changesOfFix,
  hasSafeFixes,
  reachesElsewhere,
  readReference,
} from './code-action-edits.ts';
import { rulePageCommand } from './commands.ts';
import { neverCancelled, toCancellation } from '../scheduling/cancellation.ts';
import type { Feature } from './feature.ts';
import { rewriteAllFixes, rewriteAllSource } from './rewrite-sessions-actions.ts';
import { selectPlaceholder } from './select-placeholder.ts';

/** Quick fixes, *fix all*, *disable for this line* and the way to a rule's page. */
export function startCodeActions(services: Services): Feature {
  const { connection, client, guard, judge, failures } = services;
  if (!client.codeActionLiterals) return { capabilities: {} };
  connection.onCodeAction(
    guard.request<CodeActionParams, CodeAction[]>('Code actions', [], async (params, token) => {
      const judgement = await judge.judge(params.textDocument.uri, toCancellation(token));
      if (!judgement) return [];
      const actions = collect(services, judgement, params);
      // Fixes are made when they are first asked for, so a rule may have failed only now.
      failures.note(judgement.document, judgement.result);
      return actions;
    }),
  );
  if (client.resolvesEdits) {
    connection.onCodeActionResolve((action, token) =>
      guard.request<CodeAction, CodeAction>('A code action', action, (asked) => resolve(services, asked))(
        action,
        token,
      ),
    );
  }
  const codeActionKinds = [
    CodeActionKind.QuickFix,
    CodeActionKind.SourceFixAll,
    FIX_ALL_KIND,
    REWRITE_SESSIONS_KIND,
  ];
  return { capabilities: { codeActionProvider: { codeActionKinds, resolveProvider: client.resolvesEdits } } };
}

function collect(
  services: Services,
  judgement: Judgement,
  { range, context }: CodeActionParams,
): CodeAction[] {
  const positions = createPositionMap(judgement.model.document.source, isMarked(judgement.document.text));
  const place = positions.offsets(range);
  const findings = judgement.result.findings.filter((finding) => touches(finding.range, place));
  const request: ActionRequest = { services, judgement, positions, findings };
  const actions: CodeAction[] = [];
  if (wantsKind(CodeActionKind.QuickFix, context.only)) {
    actions.push(...fixActions(request), ...rewriteAllFixes(request));
    actions.push(...disableActions(request), ...pageActions(request));
  }
  if (wantsKind(FIX_ALL_KIND, context.only) && hasSafeFixes(judgement)) {
    const title = safe`Fix all safe problems of this file`;
    actions.push(withEdit(request, { title, kind: FIX_ALL_KIND }, { type: 'fix-all' }));
  }
  if (wantsKind(REWRITE_SESSIONS_KIND, context.only)) actions.push(...rewriteAllSource(request));
  return actions;
}

/** The same fix offered by two findings (a key and its token) is one action that mends both. */
function fixActions(request: ActionRequest): readonly CodeAction[] {
  const { services, judgement, findings } = request;
  const actions = new Map<string, CodeAction & { diagnostics: Diagnostic[] }>();
  for (const finding of findings) {
    for (const [index, fix] of finding.fixes.entries()) {
      const changes = changesOfFix(judgement, fix);
      if (!canApply(services.client, changes)) continue;
      const key = actionKey(fix.title, changes);
      const known = actions.get(key);
      if (known) {
        known.diagnostics.push(diagnosticOf(request, finding));
        continue;
      }
      const command = selectPlaceholder(services, judgement, { ...fix, changes });
      const action: CodeAction = {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        ...(fix.preferred && { isPreferred: true }),
        ...(command && { command }),
      };
      const diagnostics = [diagnosticOf(request, finding)];
      const reference = { type: 'fix', fingerprint: finding.fingerprint, index } as const;
      actions.set(key, { ...withEdit(request, action, reference), diagnostics });
    }
  }
  return [...actions.values()];
}

function disableActions(request: ActionRequest): readonly CodeAction[] {
  const { services, judgement } = request;
  const { lines } = judgement.model.document.source;
  const once = distinct(request.findings, (one) => `${lines.positionAt(one.range.start).line}:${one.ruleId}`);
  return once
    .filter((finding) => canDisable(services.host.linter, judgement, finding))
    .map((finding) => {
      const title = safe`Disable ${safeName(finding.ruleId)} for this line`;
      const action = { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnosticOf(request, finding)] };
      return withEdit(request, action, { type: 'disable', fingerprint: finding.fingerprint });
    });
}

function pageActions(request: ActionRequest): readonly CodeAction[] {
  return distinct(request.findings, (one) => one.ruleId).flatMap((finding) => {
    const command = rulePageCommand(request.services, finding.ruleId);
    if (!command) return [];
    const diagnostics = [diagnosticOf(request, finding)];
    return [{ title: command.title, kind: CodeActionKind.QuickFix, diagnostics, command }];
  });
}

/** Makes the edit from what is known of the very version that the action was offered for, or refuses. */
async function resolve(services: Services, action: CodeAction): Promise<CodeAction | ResponseError<never>> {
  const data: unknown = action.data;
  if (!isRecord(data)) return action;
  const { uri, edition } = data;
  const reference = readReference(data);
  if (typeof uri !== 'string' || typeof edition !== 'number' || !reference) return action;
  let judgement = await judgeEdition(services, uri, edition);
  if (judgement && reachesElsewhere(judgement, reference)) {
    // An edit of files that are not open is made from what stands there now.
    services.shared.touch();
    judgement = await judgeEdition(services, uri, edition);
  }
  const edit = judgement && makeEdit(services, judgement, action.title, reference);
  return edit
    ? { ...action, edit }
    : new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
}

/** Settings or facts may have changed since an action was offered; then the same version is judged anew. */
async function judgeEdition(
  { judge }: Services,
  uri: string,
  edition: number,
): Promise<Judgement | undefined> {
  await judge.judge(uri, neverCancelled);
  return judge.latest(uri, edition);
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const found = new Map<string, Item>();
  for (const item of items) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  return [...found.values()];
}

/** A caret at either end of a finding belongs to it. */
function touches(finding: Range, place: Range): boolean {
  return finding.start <= place.end && place.start <= finding.end;
}
