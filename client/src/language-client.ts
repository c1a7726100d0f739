import { HIDDEN_NOTIFICATION, type HiddenParams, type InitializationOptions } from '@keyless/server/protocol';
import type { LogOutputChannel } from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { SelectorEntry } from './document-selector.ts';

/**
 * The id is not `keyless`: the language client would read `keyless.trace.server` by itself, and at `verbose` it traces
 * the texts of documents, in which there are secrets.
 */
const CLIENT_ID = 'keyless-language-client';

/** What a language client is made of. */
export interface LanguageClientInit {
  /** Absolute path of dist/server.js. */
  readonly serverModule: string;
  readonly selector: SelectorEntry[];
  readonly log: LogOutputChannel;
  /** Where the names of messages are traced; `undefined` for no trace. */
  readonly trace: LogOutputChannel | undefined;
}

/** The client of the bundled server, which runs in a process of its own and talks over Node IPC. */
export function createLanguageClient(init: LanguageClientInit): LanguageClient {
  const server = { module: init.serverModule, transport: TransportKind.ipc };
  const initializationOptions: InitializationOptions = {
    commands: {
      openRulePage: true,
      selectRange: true,
      refreshAssumedRole: true,
      signIn: true,
      rewriteRepository: true,
    },
    status: true,
    previewsEdits: true,
  };
  const options: LanguageClientOptions = {
    documentSelector: init.selector,
    outputChannel: init.log,
    ...(init.trace ? { traceOutputChannel: init.trace } : {}),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    // Whoever starts the client tells of a failed start; asking the server again would fail the same way.
    initializationFailedHandler: () => false,
    diagnosticPullOptions: { onChange: true, onTabs: true },
  };
  const client = new LanguageClient(CLIENT_ID, 'Keyless', { run: server, debug: server }, options);
  tellHidden(client);
  return client;
}

/**
 * VS Code keeps many documents open whose tabs are closed. The language client drops their diagnostics, so the server
 * is told to send them.
 */
function tellHidden(client: LanguageClient): void {
  client.visibleDocuments.onClose((closed) => {
    if (!client.isRunning()) return;
    for (const uri of closed) {
      const params: HiddenParams = { uri: client.code2ProtocolConverter.asUri(uri) };
      // Fails only where the server has just ended.
      client.sendNotification(HIDDEN_NOTIFICATION, params).catch(() => undefined);
    }
  });
}
