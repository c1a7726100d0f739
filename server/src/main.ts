import { createConnection, type Connection } from './lsp.ts';
import { safe } from '@keyless/core';
import { readArgs } from './args.ts';
import { connectionFeatures, connectionOptions } from './host/connection.ts';
import { describeError } from './host/describe-error.ts';
import { createNodeHost } from './host/node-host.ts';
import { createServer } from './server.ts';

const host = createNodeHost(process.env);
const call = readArgs(process.argv.slice(2), host.version);
if (call.action === 'print') {
  (call.code === 0 ? process.stdout : process.stderr).write(call.text);
  process.exitCode = call.code;
} else {
  const connection: Connection = createConnection(connectionFeatures, connectionOptions);
  surviveErrors(connection);
  createServer(connection, host);
  connection.listen();
}

/** A promise that nobody looked after costs one answer; behind an uncaught exception nothing can be relied on. */
function surviveErrors({ console }: Connection): void {
  process.on('unhandledRejection', (error) => {
    console.error(safe`Unhandled rejection: ${describeError(error)}`);
  });
  process.on('uncaughtException', (error) => {
    process.stderr.write(safe`keyless-language-server stops: ${describeError(error)}\n`);
    process.exit(1);
  });
}
