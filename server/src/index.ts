/** The language server as a part of other programs: it needs a connection and a machine. */
export { connect } from './host/connection.ts';
export type { FilePort, ServerHost, WalkRequest } from './host/host.ts';
export { createNodeHost } from './host/node-host.ts';
export type { Timers } from './host/timers.ts';
export { createServer } from './server.ts';
