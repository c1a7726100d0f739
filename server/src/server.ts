import { isOfConcern, mentionsSession, type DocumentKind } from '@keyless/core';
import { MAX_DOCUMENT_BYTES } from '@keyless/files';
import {
  ErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from './lsp.ts';
import { startCodeActions } from './features/code-actions.ts';
import { startCodeLens } from './features/code-lens.ts';
import { startCommands } from './features/commands.ts';
import { startCompletion } from './features/completion.ts';
import { startDiagnostics } from './features/diagnostics.ts';
import { mergeCapabilities, type Feature } from './features/feature.ts';
import { startFileChanges } from './features/file-changes.ts';
import { startHover } from './features/hover.ts';
import { startInlayHints } from './features/inlay-hints.ts';
import { startOidcRole } from './features/oidc-role.ts';
import { startRepositoryRewrite } from './features/repository-rewrite.ts';
import { startNavigation } from './features/navigation.ts';
import { startRedacted } from './features/redacted.ts';
import { startRulePages } from './features/rule-pages.ts';
import { startStatus } from './features/status.ts';
import { startWorkspaceDiagnostics } from './features/workspace-diagnostics.ts';
import type { ServerHost } from './host/host.ts';
import { createServices, type Services } from './services.ts';
import { readClient } from './workspace/client.ts';
import type { DocumentEvents, OpenDocument } from './workspace/documents.ts';
import { uriToPath } from './workspace/file-uri.ts';

/** Makes a language server of a connection. The caller starts to listen to it. */
export function createServer(connection: Connection, host: ServerHost): void {
  let features: readonly Feature[] | undefined;
  connection.onInitialize((params): InitializeResult | ResponseError<never> => {
    if (features) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already');
    features = startFeatures(connection, host, params);
    return {
      serverInfo: { name: 'keyless-language-server', version: host.version },
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...mergeCapabilities(features),
      },
    };
  });
  connection.onInitialized(() => {
    for (const feature of features ?? []) feature.initialized?.();
  });
  connection.onShutdown(() => {
    for (const feature of features ?? []) feature.dispose?.();
  });
}

function startFeatures(
  connection: Connection,
  host: ServerHost,
  params: InitializeParams,
): readonly Feature[] {
  const services = createServices(connection, host, readClient(params));
  const status = startStatus(services, () => workspace.files.progress());
  const workspace = startWorkspaceDiagnostics(services, status.skips, () => status.update());
  const diagnostics = startDiagnostics(services);
  const lenses = startCodeLens(services);
  const hints = startInlayHints(services);
  const changes = startFileChanges(services, workspace.files, {
    refresh: () => [diagnostics, lenses, hints].forEach((feature) => feature.refresh()),
    sessionsChanged: () => lenses.refresh(),
  });
  const repository = startRepositoryRewrite(services);
  services.documents.listen(followDocuments(services, { status, workspace, diagnostics, changes }));
  return [
    diagnostics,
    workspace,
    changes,
    status,
    lenses,
    hints,
    startCompletion(services),
    startHover(services),
    startCodeActions(services),
    repository,
    startCommands(services, { rewriteRepository: repository.run }),
    startOidcRole(services),
    startRulePages(services),
    ...startNavigation(services, workspace.files),
    startRedacted(services),
    { capabilities: {}, dispose: () => services.idle.dispose() },
  ];
}

/** The features that what happens to documents is told to. */
interface Followers {
  readonly status: ReturnType<typeof startStatus>;
  readonly workspace: ReturnType<typeof startWorkspaceDiagnostics>;
  readonly diagnostics: ReturnType<typeof startDiagnostics>;
  readonly changes: ReturnType<typeof startFileChanges>;
}

function followDocuments({ publisher }: Services, followers: Followers): DocumentEvents {
  const { status, workspace, diagnostics, changes } = followers;
  const noteSize = (document: OpenDocument): void => {
    const isLeftOut = document.oversized && isOfConcern(document.kind, document.text);
    if (isLeftOut) status.skips.note(document.key, document.uri, OVERSIZED);
    else status.skips.forget(document.key);
  };
  const checkFacts = ({ kind, text }: OpenDocument): void => {
    if (kind === 'keyless-config') changes.teamChanged();
    if (FACT_KINDS.has(kind) || mentionsSession(text)) changes.checkFacts();
  };
  return {
    opened: (document) => {
      noteSize(document);
      diagnostics.opened(document);
      checkFacts(document);
    },
    changed: (document) => {
      noteSize(document);
      diagnostics.changed(document);
      checkFacts(document);
    },
    closed: (document) => {
      status.skips.forget(document.key);
      diagnostics.closed(document);
      const path = uriToPath(document.uri);
      // From here on it counts as it is on the disk, which the workspace's files take care of; others have no say.
      if (path === undefined || !workspace.files.changed(path)) publisher.clear(document.key);
      checkFacts(document);
    },
  };
}

/** Documents that others are judged by; one with a session is itself judged by what the AWS CLI's cache says. */
const FACT_KINDS: ReadonlySet<DocumentKind> = new Set([
  'aws-config',
  'aws-credentials',
  'github-workflow',
  'github-action',
]);

const OVERSIZED = `its size is over the limit of ${MAX_DOCUMENT_BYTES / 1024 / 1024} MiB`;
