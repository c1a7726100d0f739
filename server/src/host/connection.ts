import {
  createConnection,
  LSPErrorCodes,
  Message,
  type Connection,
  type ConnectionOptions,
  type Features,
  type MessageReader,
  type MessageWriter,
  type RemoteConsole,
  type ResponseMessage,
} from '../lsp.ts';

/**
 * How the connection behaves: a request that is cancelled before its turn has come is answered at once instead of
 * being worked off. Code actions and diagnostics are asked for with every move of the caret.
 */
export const connectionOptions: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: (message): ResponseMessage | undefined =>
      Message.isRequest(message)
        ? {
            jsonrpc: '2.0',
            id: message.id,
            error: { code: LSPErrorCodes.RequestCancelled, message: 'Cancelled' },
          }
        : undefined,
  },
};

/**
 * Replaces the console of the connection, to which the protocol library itself logs too. Behind the first line of what
 * it says about a message that it does not understand comes that message, which may hold a document.
 */
export const connectionFeatures: Features<object> = {
  __brand: 'features',
  console: (Base) => withoutDetails(Base),
};

/** A connection over a transport of the caller's choice. */
export function connect(reader: MessageReader, writer: MessageWriter): Connection {
  return createConnection(connectionFeatures, reader, writer, connectionOptions);
}

function withoutDetails(Base: new () => RemoteConsole): new () => RemoteConsole {
  return class extends Base {
    override error(message: string): void {
      super.error(firstLine(message));
    }
  };
}

function firstLine(text: string): string {
  return /^[^\r\n]*/u.exec(text)?.[0] ?? '';
}
