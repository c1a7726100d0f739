import type { IncomingMessage } from 'node:http';

/** A request as received, taken apart but not yet believed. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path as sent, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names; repeated headers joined with `,` as SigV4 canonicalises them. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** The body was larger than STS takes. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/** STS refuses a form above ten million bytes. */
const maxBodyBytes = 10_000_000;

const readBody = async (message: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Reads a whole request. @throws BodyTooLargeError */
export const readRequest = async (message: IncomingMessage): Promise<ReceivedRequest> => {
  const [path = '/', query = ''] = (message.url ?? '/').split('?', 2);
  const headers = new Map<string, string>();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (values !== undefined) headers.set(name, values.join(','));
  }
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers,
    body: await readBody(message),
  };
};

/**
 * The parameters of the query protocol: of the URL for GET, of the form for POST. STS takes the first value of a
 * repeated parameter and sees no parameters in a body without the form's content type.
 */
export const queryParameters = (request: ReceivedRequest): ReadonlyMap<string, string> => {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '');
  const form = isForm ? new URLSearchParams(Buffer.from(request.body).toString('utf8')) : [];
  const parameters = new Map<string, string>();
  for (const [name, value] of [...form, ...request.query]) {
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
};
