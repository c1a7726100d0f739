import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, Range } from 'vscode-languageserver-protocol';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';

/** A change of an open document. */
export interface Change {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  readonly text: string;
}

/** An editor that remembers nothing, so that only the server is measured. */
export interface Editor {
  /** Opens a document and waits for its diagnostics. */
  readonly open: (uri: string, languageId: string, text: string) => Promise<readonly Diagnostic[]>;
  /** Changes a document and waits for its diagnostics. */
  readonly edit: (change: Change) => Promise<readonly Diagnostic[]>;
  /** Changes a document and waits for nothing. */
  readonly change: (change: Change) => Promise<void>;
  readonly actions: (uri: string, range: Range) => Promise<readonly CodeAction[]>;
  readonly resolve: (action: CodeAction) => Promise<CodeAction>;
  /** Ends the server and its process. */
  readonly close: () => Promise<void>;
  /** The server's process. */
  readonly pid: number | undefined;
}

export interface EditorOptions {
  /** URI of the folder that is open. */
  readonly folder: string;
  /** Asks for diagnostics, as VS Code does; otherwise it waits until it is told, as older editors do. */
  readonly pull: boolean;
  /** What the server gets for a section of the settings that it asks for. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Is called when the server has answered to `initialize`. */
  readonly initialized?: () => void;
}

/** Starts a server in a process of its own. */
export async function editorOfProcess(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  options: EditorOptions,
): Promise<Editor> {
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  const connection = await shakeHands(child.stdout, child.stdin, options);
  const close = async (): Promise<void> => {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    child.stdin.end();
    await ended;
    connection.dispose();
  };
  return { ...editorOf(connection, options), close, pid: child.pid };
}

async function shakeHands(
  from: Readable,
  to: Writable,
  { folder, pull, settings = {}, initialized }: EditorOptions,
): Promise<ProtocolConnection> {
  const connection = createProtocolConnection(new StreamMessageReader(from), new StreamMessageWriter(to));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section }) => settings[section ?? ''] ?? null),
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: folder,
    initializationOptions: {},
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, ...(pull && { diagnostics: {} }) },
      textDocument: {
        ...(pull && { diagnostic: { dynamicRegistration: false } }),
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
  initialized?.();
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings });
  return connection;
}

function editorOf(connection: ProtocolConnection, { pull }: EditorOptions): Omit<Editor, 'close' | 'pid'> {
  const diagnosed = pull ? puller(connection) : listener(connection);
  const change: Editor['change'] = ({ uri, version, range, text }) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  return {
    open: (uri, languageId, text) =>
      diagnosed(uri, () =>
        connection.sendNotification('textDocument/didOpen', {
          textDocument: { uri, languageId, version: 1, text },
        }),
      ),
    edit: (one) => diagnosed(one.uri, () => change(one)),
    change,
    actions: async (uri, range) =>
      (await connection.sendRequest<readonly CodeAction[] | null>('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [] },
      })) ?? [],
    resolve: (action) => connection.sendRequest<CodeAction>('codeAction/resolve', action),
  };
}

type Diagnosed = (uri: string, change: () => Promise<void>) => Promise<readonly Diagnostic[]>;

function puller(connection: ProtocolConnection): Diagnosed {
  return async (uri, change) => {
    await change();
    const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
      identifier: 'keyless',
    });
    if (report.kind !== 'full') throw new Error('The server has not said what is wrong');
    return report.items;
  };
}

function listener(connection: ProtocolConnection): Diagnosed {
  const waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: readonly Diagnostic[] }) => {
      waiting.get(uri)?.(diagnostics);
      waiting.delete(uri);
    },
  );
  return async (uri, change) => {
    const told = new Promise<readonly Diagnostic[]>((resolve) => waiting.set(uri, resolve));
    await change();
    return told;
  };
}
