import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from '../lsp.ts';
import { toDiagnostic } from '../convert/diagnostic.ts';
import { createPositionMap, isMarked } from '../convert/position.ts';
import { createAlarm } from '../scheduling/alarm.ts';
import { toCancellation } from '../scheduling/cancellation.ts';
import { createValidationQueue, type ValidationQueue } from '../scheduling/validation-queue.ts';
import { HIDDEN_NOTIFICATION, type HiddenParams } from '../protocol.ts';
import type { Services } from '../services.ts';
import type { OpenDocument } from '../workspace/documents.ts';
import type { Judgement } from '../workspace/judge.ts';
import type { Feature } from './feature.ts';

/** Diagnostics of open documents: answered when asked for, and sent where nobody asks. */
export interface DiagnosticsFeature extends Feature {
  opened(document: OpenDocument): void;
  changed(document: OpenDocument): void;
  closed(document: OpenDocument): void;
  /** Settings or facts have changed: what is shown may be outdated. */
  refresh(): void;
}

/**
 * A client that can pull does so only for what a person sees; other documents that it has open (a search, an edit of
 * many files) would show nothing. So each document is pushed until it is pulled for the first time.
 */
export function startDiagnostics(services: Services): DiagnosticsFeature {
  const { client, documents, publisher } = services;
  const alarm = createAlarm(services.host, () => refresh());
  const shown = (judgement: Judgement): Diagnostic[] => {
    alarm.set(judgement.result.validUntil);
    return toDiagnostics(services, judgement);
  };
  const queue = createQueue(services, shown);
  const pulled = new Set<string>();
  const pulls = new Set<unknown>();
  const pushUnlessPulled = (document: OpenDocument): void => {
    if (document.oversized) publisher.clear(document.key);
    if (!pulled.has(document.key)) queue.schedule(document.uri);
  };
  if (client.pullsDiagnostics) {
    answerPulls(services, { pulls, shown }, (document) => {
      pulled.add(document.key);
      queue.cancel(document.uri);
      publisher.clear(document.key);
    });
    services.connection.onNotification(HIDDEN_NOTIFICATION, (params: Partial<HiddenParams> | undefined) => {
      const document = documents.get(String(params?.uri));
      if (document && pulled.delete(document.key)) pushUnlessPulled(document);
    });
  }
  const refresh = (): void => {
    // An answer that is under way may be made of what was so before.
    if (pulled.size + pulls.size > 0 && client.refreshesDiagnostics) requestRefresh(services);
    for (const document of documents.all()) pushUnlessPulled(document);
  };
  return {
    capabilities: client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: 'keyless',
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        }
      : {},
    opened: pushUnlessPulled,
    changed: pushUnlessPulled,
    closed: (document) => {
      queue.forget(document.uri);
      pulled.delete(document.key);
    },
    refresh,
    dispose: () => {
      alarm.dispose();
      queue.dispose();
    },
  };
}

type Show = (judgement: Judgement) => Diagnostic[];

function createQueue(services: Services, shown: Show): ValidationQueue {
  const { host, guard, judge, publisher } = services;
  return createValidationQueue({
    timers: host.timers,
    guard,
    judge,
    publish: (judgement) => publisher.publish(judgement.document, shown(judgement)),
  });
}

/** `pulls` holds the requests that are not answered yet. */
function answerPulls(
  services: Services,
  { pulls, shown }: { readonly pulls: Set<unknown>; readonly shown: Show },
  isPulled: (document: OpenDocument) => void,
): void {
  const { connection, guard, documents, judge } = services;
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const pull = async (
    params: DocumentDiagnosticParams,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> => {
    const { uri } = params.textDocument;
    const prepared = await judge.prepare(uri, toCancellation(token));
    const document = documents.get(uri);
    if (document && !token.isCancellationRequested) isPulled(document);
    if (!prepared) return nothing;
    const { resultId } = prepared;
    if (params.previousResultId === resultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = shown(prepared.judge());
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  };
  const tracked: typeof pull = (params, token) => {
    pulls.add(params);
    return pull(params, token).finally(() => pulls.delete(params));
  };
  connection.languages.diagnostics.on(guard.request('Diagnostics', nothing, tracked));
}

/** Converts all findings of an open document. */
function toDiagnostics({ client, failures }: Services, judgement: Judgement): Diagnostic[] {
  const { document, model, result } = judgement;
  failures.note(document, result);
  const context = {
    positions: createPositionMap(model.document.source, isMarked(document.text)),
    marked: markedOf(judgement),
    details: client.diagnostics,
  };
  return result.findings.map((finding) => toDiagnostic(finding, context));
}

/** Related places may be in the document itself, too. */
export function markedOf({ document, around }: Judgement): ReadonlySet<string> {
  return isMarked(document.text) ? new Set([...around.marked, document.uri]) : around.marked;
}

function requestRefresh({ connection, guard }: Services): void {
  guard.run('Asking for a refresh', () => connection.languages.diagnostics.refresh());
}
