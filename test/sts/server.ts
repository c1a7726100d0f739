import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StsCall } from './calls.ts';
import { describeCall } from './calls.ts';
import type { StsClock } from './clock.ts';
import { createClock } from './clock.ts';
import type { Fault } from './faults.ts';
import { applyFault, createFaultQueue } from './faults.ts';
import type { StsResponse } from './handler.ts';
import { handleRequest } from './handler.ts';
import { createRequestId } from './identifiers.ts';
import type { RandomBytes } from './random.ts';
import { systemRandom } from './random.ts';
import { BodyTooLargeError, queryParameters, readRequest } from './request.ts';
import { createSessionStore } from './sessions.ts';
import type { StsState } from './state.ts';
import { defaultWorld } from './world.ts';
import type { World } from './world-types.ts';

/** How a local STS is to be. Everything has a default. */
export interface StsServerOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** `127.0.0.1` by default. */
  readonly host?: string;
  readonly world?: World;
  /** The clock underneath the one that tests move; the machine's by default. */
  readonly now?: () => Date;
  /** Where keys, tokens and request ids come from; the machine's own source by default. */
  readonly random?: RandomBytes;
  /** Takes only signatures of this region, as a regional endpoint does; every region by default. */
  readonly region?: string;
}

/** A running local STS. */
export interface StsServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  /** The server's time, which tests may move. */
  readonly clock: StsClock;
  /** Every request so far, in the order of arrival. */
  readonly calls: readonly StsCall[];
  /** How many requests there were, of one action or in all. */
  readonly count: (action?: string) => number;
  readonly resetCalls: () => void;
  readonly world: () => World;
  /** Changes what the server knows of IAM; sessions that are out stay, as long as their role does. */
  readonly updateWorld: (change: (world: World) => World) => void;
  /** Makes every session that is out expire now. */
  readonly expireSessions: () => void;
  /** Lets the next request (of `action`, if given) fail. Several wait in line. */
  readonly failNext: (fault: Fault, action?: string) => void;
  readonly clearFaults: () => void;
  /** Stops, ending open connections too. */
  readonly close: () => Promise<void>;
}

interface Context {
  readonly state: StsState;
  readonly calls: StsCall[];
  readonly faults: ReturnType<typeof createFaultQueue>;
}

const extendedRequestId = (state: StsState): string => {
  const nonce = Buffer.from(state.random(4)).toString('base64url').slice(0, 5);
  const text = `1:${state.region ?? 'us-east-1'}:S:${state.clock.now().getTime()}:R:${nonce}`;
  return Buffer.from(text).toString('base64');
};

const send = ({ state }: Context, response: ServerResponse, answer: StsResponse, requestId: string): void => {
  response.writeHead(answer.status, {
    ...answer.headers,
    'x-amzn-requestid': requestId,
    'x-amz-sts-extended-request-id': extendedRequestId(state),
    'content-length': Buffer.byteLength(answer.body),
    // SDKs correct their own clock by this one.
    date: state.clock.now().toUTCString(),
  });
  response.end(answer.body);
};

const serve = async (context: Context, message: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { state, calls, faults } = context;
  const requestId = createRequestId(state.random);
  const request = await readRequest(message);
  const parameters = queryParameters(request);
  const fault = await applyFault(faults.take(parameters.get('Action')), requestId);
  if (fault === 'hang' || fault === 'reset') {
    calls.push(describeCall(state.clock.now(), request, parameters, {}));
    if (fault === 'reset') message.socket.resetAndDestroy();
    return;
  }
  const answer = fault ?? (await handleRequest(state, request, parameters, requestId));
  calls.push(describeCall(state.clock.now(), request, parameters, answer));
  send(context, response, answer, requestId);
};

const listen = async (server: Server, port: number, host: string): Promise<AddressInfo> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address;
};

const close = async (server: Server): Promise<void> => {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
};

/**
 * Starts a server that behaves like AWS STS: it verifies SigV4 signatures, knows accounts, users and roles, and
 * answers with STS's XML, codes, texts and order of checks.
 * @throws Error when the port cannot be had.
 */
export const createStsServer = async (options: StsServerOptions = {}): Promise<StsServer> => {
  const random = options.random ?? systemRandom;
  const clock = createClock(options.now);
  const state: StsState = {
    world: options.world ?? defaultWorld(),
    clock,
    random,
    sessions: createSessionStore(random, clock.now),
    usedMfaCodes: new Set(),
    region: options.region,
  };
  const context: Context = { state, calls: [], faults: createFaultQueue() };
  const server = createServer((message, response) => {
    serve(context, message, response).catch((error: unknown) => {
      // Nothing of the request goes into the answer: it may hold a secret.
      response.writeHead(error instanceof BodyTooLargeError ? 413 : 500).end();
    });
  });
  const host = options.host ?? '127.0.0.1';
  const { port } = await listen(server, options.port ?? 0, host);
  const { calls, faults } = context;
  return {
    url: `http://${host}:${port}`,
    port,
    clock,
    calls,
    count: (action) => calls.filter((call) => action === undefined || call.action === action).length,
    resetCalls: () => {
      calls.length = 0;
    },
    world: () => state.world,
    updateWorld: (change) => {
      state.world = change(state.world);
    },
    expireSessions: state.sessions.expireAll,
    failNext: faults.add,
    clearFaults: faults.clear,
    close: () => close(server),
  };
};
