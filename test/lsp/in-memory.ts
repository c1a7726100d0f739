import { PassThrough } from 'node:stream';
import { connect, createServer, type ServerHost } from '@keyless/server';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { connectClient, type ClientOptions, type TestClient } from './client.ts';

/** A server in this process, and a client that has initialized it, joined by two streams. */
export async function startInMemory(host: ServerHost, options: ClientOptions = {}): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = connect(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  createServer(server, host);
  server.listen();
  return connectClient(new StreamMessageReader(toClient), new StreamMessageWriter(toServer), options);
}
