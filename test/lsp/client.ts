import type {
  CodeAction,
  ClientCapabilities,
  DocumentDiagnosticReport,
  FileChangeType,
  InitializeResult,
  LogMessageParams,
  Message,
  PublishDiagnosticsParams,
  Range,
  Registration,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';
import {
  createProtocolConnection,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import type { InitializationOptions, StatusParams } from '@keyless/server/protocol';
import { until } from './until.ts';

/** What VS Code says about itself, as far as it matters here. */
export const VS_CODE: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
    publishDiagnostics: {
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    completion: {
      completionItem: {
        snippetSupport: true,
        insertReplaceSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        tagSupport: { valueSet: [1] },
        labelDetailsSupport: true,
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeLens: {},
    inlayHint: {},
    definition: { dynamicRegistration: true, linkSupport: true },
    references: { dynamicRegistration: true },
    documentHighlight: { dynamicRegistration: true },
    rename: { dynamicRegistration: true, prepareSupport: true },
    documentSymbol: { dynamicRegistration: true, hierarchicalDocumentSymbolSupport: true },
    foldingRange: { dynamicRegistration: true, rangeLimit: 5000, lineFoldingOnly: true },
    selectionRange: { dynamicRegistration: true },
    documentLink: { dynamicRegistration: true, tooltipSupport: true },
    semanticTokens: {
      dynamicRegistration: true,
      requests: { range: true, full: { delta: true } },
      tokenTypes: [],
      tokenModifiers: [],
      formats: ['relative'],
    },
    formatting: { dynamicRegistration: true },
    rangeFormatting: { dynamicRegistration: true },
  },
  window: { showDocument: { support: true } },
};

/** A plain editor: waits for diagnostics, answers no questions. */
export const PLAIN: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
};

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** URIs of the workspace folders. */
  readonly folders?: readonly string[];
  /** All that some editors tell instead of folders. */
  readonly rootUri?: string;
  readonly options?: InitializationOptions;
  /** What `workspace/configuration` answers, by scope. */
  readonly settings?: (scope: string | undefined) => unknown;
}

/** A client of the server that remembers all it was told. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Everything that the server sent, as JSON. */
  readonly received: string[];
  readonly logs: string[];
  readonly statuses: StatusParams[];
  readonly registrations: Registration[];
  /** All that was published, in order. */
  readonly published: PublishDiagnosticsParams[];
  readonly counts: { refreshes: number; configurations: number };
  settings: (scope: string | undefined) => unknown;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): Promise<void>;
  close(uri: string): Promise<void>;
  watched(uri: string, type: FileChangeType): Promise<void>;
  configure(settings?: unknown): Promise<void>;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** The codes of the pulled diagnostics. */
  codes(uri: string): Promise<readonly unknown[]>;
  actions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]>;
  resolve(action: CodeAction): Promise<CodeAction>;
  /** Sends a request about an open document; `params` are those besides the document. */
  ask<Result>(method: string, uri: string, params?: object): Promise<Result>;
  /** What is published for a URI at this moment. */
  shown(uri: string): PublishDiagnosticsParams | undefined;
  /** Waits for the server to have taken in all that was sent. */
  settled(): Promise<void>;
  /** Waits until the files of the workspace have been judged. */
  scanned(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Connects to a server and initializes it. */
export async function connectClient(
  reader: MessageReader,
  writer: MessageWriter,
  options: ClientOptions = {},
): Promise<TestClient> {
  const received: string[] = [];
  const connection = createProtocolConnection(recording(reader, received), writer);
  const state = {
    received,
    logs: [] as string[],
    statuses: [] as StatusParams[],
    registrations: [] as Registration[],
    published: [] as PublishDiagnosticsParams[],
    counts: { refreshes: 0, configurations: 0 },
    settings: options.settings ?? (() => null),
  };
  answer(connection, () => state);
  connection.listen();
  const folders = options.folders?.map((uri, index) => ({ uri, name: `folder ${index}` })) ?? null;
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: options.rootUri ?? null,
    capabilities: options.capabilities ?? VS_CODE,
    workspaceFolders: folders,
    initializationOptions: { status: true, ...options.options },
  });
  await connection.sendNotification('initialized', {});
  return Object.assign(state, { connection, initialized, ...methods(connection, () => state) });
}

type State = Pick<
  TestClient,
  'logs' | 'statuses' | 'registrations' | 'published' | 'counts' | 'settings' | 'received'
>;

function recording(reader: MessageReader, received: string[]): MessageReader {
  const listen = reader.listen.bind(reader);
  reader.listen = (callback) =>
    listen((message: Message) => {
      received.push(JSON.stringify(message));
      callback(message);
    });
  return reader;
}

function answer(connection: ProtocolConnection, state: () => State): void {
  connection.onNotification('window/logMessage', ({ message }: LogMessageParams) => {
    state().logs.push(message);
  });
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    state().published.push(params);
  });
  connection.onNotification('keyless/status', (params: StatusParams) => {
    state().statuses.push(params);
  });
  connection.onRequest('client/registerCapability', (params: { registrations: Registration[] }) => {
    state().registrations.push(...params.registrations);
    return null;
  });
  connection.onRequest('workspace/diagnostic/refresh', () => {
    state().counts.refreshes += 1;
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) => {
    state().counts.configurations += 1;
    return Promise.all(items.map(async (item) => (await state().settings(item.scopeUri)) ?? null));
  });
}

function methods(connection: ProtocolConnection, state: () => State) {
  const notify = (method: string, params: object): Promise<void> =>
    connection.sendNotification(method, params);
  const request = <Result>(method: string, params: object): Promise<Result> =>
    connection.sendRequest<Result>(method, params);
  const pull = (uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    request('textDocument/diagnostic', { textDocument: { uri }, identifier: 'keyless', previousResultId });
  return {
    open: (uri: string, text: string, languageId = 'plaintext') =>
      notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri: string, version: number, contentChanges: readonly TextDocumentContentChangeEvent[]) =>
      notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: (uri: string) => notify('textDocument/didClose', { textDocument: { uri } }),
    watched: (uri: string, type: FileChangeType) =>
      notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] }),
    configure: (settings: unknown = null) => notify('workspace/didChangeConfiguration', { settings }),
    pull,
    codes: async (uri: string) => {
      const report = await pull(uri);
      return report.kind === 'full' ? report.items.map((item) => item.code) : [];
    },
    actions: async (uri: string, range: Range, only?: readonly string[]) => {
      const context = { diagnostics: [], ...(only && { only }) };
      return (
        (await request<CodeAction[] | null>('textDocument/codeAction', {
          textDocument: { uri },
          range,
          context,
        })) ?? []
      );
    },
    resolve: (action: CodeAction) => request<CodeAction>('codeAction/resolve', action),
    ask: <Result>(method: string, uri: string, params: object = {}) =>
      request<Result>(`textDocument/${method}`, { textDocument: { uri }, ...params }),
    shown: (uri: string) => state().published.findLast((one) => one.uri === uri),
    settled: async () => {
      await request('keyless/skippedFiles', {});
    },
    scanned: async () => {
      await until('the workspace to be judged', () => state().statuses.at(-1)?.scanning === false);
    },
    shutdown: () => connection.sendRequest<undefined>('shutdown'),
  };
}
