import type { FileChange, Finding } from '@keyless/core';
import type { CodeAction, Diagnostic } from '../lsp.ts';
import { toDiagnostic } from '../convert/diagnostic.ts';
import type { PositionMap } from '../convert/position.ts';
import { toWorkspaceEdit } from '../convert/workspace-edit.ts';
import type { Services } from '../services.ts';
import { changedTexts } from '../workspace/changed-texts.ts';
import type { Client } from '../workspace/client.ts';
import type { Judgement } from '../workspace/judge.ts';
import { changesOf, type ActionReference } from './code-action-edits.ts';
import { markedOf } from './diagnostics.ts';

/** One request for actions. */
export interface ActionRequest {
  readonly services: Services;
  readonly judgement: Judgement;
  readonly positions: PositionMap;
  /** The findings at the place that was asked for. */
  readonly findings: readonly Finding[];
}

/** Whether the client can make the changes of a fix. */
export function canApply({ edits }: Client, changes: readonly FileChange[]): boolean {
  return edits.creates || changes.every(({ type }) => type !== 'create');
}

/** With the edit, or with what it takes to make the edit when the action is picked. */
export function withEdit(request: ActionRequest, action: CodeAction, reference: ActionReference): CodeAction {
  const { services, judgement } = request;
  if (services.client.resolvesEdits) {
    const { uri, edition } = judgement.document;
    return { ...action, data: { uri, edition, ...reference } };
  }
  const edit = makeEdit(services, judgement, action.title, reference);
  return edit ? { ...action, edit } : action;
}

/** The edit of an action as the client understands it; `undefined` where the judgement knows no such action. */
export function makeEdit(
  { host, client, documents }: Services,
  judgement: Judgement,
  title: string,
  reference: ActionReference,
): CodeAction['edit'] {
  const changes = changesOf(host.linter, judgement, reference);
  const texts = changes && changedTexts(documents, changes);
  return texts && toWorkspaceEdit({ title, ...texts }, client.edits);
}

/** A finding as the client knows it. */
export function diagnosticOf(
  { services, judgement, positions }: ActionRequest,
  finding: Finding,
): Diagnostic {
  return toDiagnostic(finding, {
    positions,
    marked: markedOf(judgement),
    details: services.client.diagnostics,
  });
}
