import { PassThrough, type Readable, type Writable } from 'node:stream';
import { connect, createServer, type ServerHost } from '@keyless/server';
import type { CodeAction, DocumentDiagnosticReport, Position, Range } from 'vscode-languageserver-protocol';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';

/** An editor that asks for diagnostics and remembers nothing, so that only the server is measured. */
export interface Editor {
  open(uri: string, languageId: string, text: string): Promise<void>;
  /** Puts a text in. */
  insert(uri: string, version: number, at: Position, text: string): Promise<void>;
  pull(uri: string): Promise<DocumentDiagnosticReport>;
  actions(uri: string, range: Range): Promise<readonly CodeAction[] | null>;
  shutdown(): Promise<void>;
  /** After a shutdown. A server in this process would end the process. */
  exit(): Promise<void>;
}

/** Starts a server in this process. */
export async function editorInProcess(host: ServerHost, folder: string): Promise<Editor> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = connect(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  createServer(server, host);
  server.listen();
  return initialize(toClient, toServer, folder);
}

/** Shakes hands with a server over streams. */
export async function initialize(from: Readable, to: Writable, folder: string): Promise<Editor> {
  const connection = createProtocolConnection(new StreamMessageReader(from), new StreamMessageWriter(to));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {
      workspace: { diagnostics: { refreshSupport: true }, workspaceFolders: true },
      textDocument: {
        diagnostic: { dynamicRegistration: false },
        publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
          dataSupport: true,
          resolveSupport: { properties: ['edit'] },
        },
      },
    },
    workspaceFolders: [{ uri: folder, name: 'work' }],
  });
  await connection.sendNotification('initialized', {});
  return editorOf(connection);
}

function editorOf(connection: ProtocolConnection): Editor {
  return {
    open: (uri, languageId, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text },
      }),
    insert: (uri, version, at, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: at, end: at }, text }],
      }),
    pull: (uri) =>
      connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, identifier: 'keyless' }),
    actions: (uri, range) =>
      connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [] },
      }),
    shutdown: async () => {
      await connection.sendRequest('shutdown');
    },
    exit: async () => {
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}
