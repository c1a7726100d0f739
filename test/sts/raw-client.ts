import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';

/** Keys to sign with; `accessKeyId` may be unknown, the secret wrong, the token missing or another one's. */
export interface RawCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A request that no SDK would send. */
export interface RawCall {
  readonly parameters: Readonly<Record<string, string>>;
  /** Not signed without. */
  readonly credentials?: RawCredentials;
  readonly signedAt?: Date;
  readonly region?: string;
  readonly service?: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Changes the request after it was signed. */
  readonly tamper?: (request: HttpRequest) => void;
}

/** What came back. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly xml: string;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

const unescapeXml = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#xD;', '\r').replaceAll('&amp;', '&');

/** The text of the first element of that name. */
export const xmlText = (xml: string, name: string): string | undefined => {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? undefined : unescapeXml(found);
};

/** The credentials in an answer. @throws Error when it has none. */
export const credentialsIn = ({ xml, code }: RawAnswer): Required<RawCredentials> => {
  const accessKeyId = xmlText(xml, 'AccessKeyId');
  const secretAccessKey = xmlText(xml, 'SecretAccessKey');
  const sessionToken = xmlText(xml, 'SessionToken');
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
    throw new Error(`The answer holds no credentials: ${code ?? 'no error code'}`);
  }
  return { accessKeyId, secretAccessKey, sessionToken };
};

const build = (url: URL, call: RawCall): HttpRequest => {
  const form = new URLSearchParams({ Version: '2011-06-15', ...call.parameters });
  const method = call.method ?? 'POST';
  const contentType = 'application/x-www-form-urlencoded';
  return new HttpRequest({
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: '/',
    method,
    headers: {
      host: url.host,
      ...(method === 'POST' ? { 'content-type': contentType } : {}),
      ...call.headers,
    },
    ...(method === 'POST' ? { body: form.toString() } : { query: Object.fromEntries(form) }),
  });
};

/** Sends one request, signed as `call` says. */
export const callSts = async (endpoint: string, call: RawCall): Promise<RawAnswer> => {
  const url = new URL(endpoint);
  const request = build(url, call);
  if (call.credentials !== undefined) {
    const signer = new SignatureV4({
      credentials: call.credentials,
      region: call.region ?? 'eu-central-1',
      service: call.service ?? 'sts',
      sha256: Sha256,
      applyChecksum: false,
    });
    const signed = await signer.sign(request, { signingDate: call.signedAt ?? new Date() });
    request.headers = signed.headers;
  }
  call.tamper?.(request);
  const query = new URLSearchParams(request.query as Record<string, string>).toString();
  const response = await fetch(`${url.origin}${request.path}${query === '' ? '' : `?${query}`}`, {
    method: request.method,
    headers: request.headers,
    body: (request.body as string | undefined) ?? null,
    redirect: 'manual',
  });
  const xml = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    xml,
    code: xmlText(xml, 'Code'),
    message: xmlText(xml, 'Message'),
  };
};
