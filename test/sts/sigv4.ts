import { createHash, timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { incompleteSignature, missingAuthentication, signatureMismatch } from './errors.ts';
import type { ReceivedRequest } from './request.ts';

/** What the `Authorization` and `X-Amz-Date` headers claim. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `X-Amz-Date` as sent. */
  readonly amzDate: string;
  readonly signedAt: Date;
}

const algorithm = 'AWS4-HMAC-SHA256';

const parseAmzDate = (text: string): Date => {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const [, year, month, day, hour, minute, second] = parts ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (parts === null || Number.isNaN(date.getTime())) {
    throw incompleteSignature(
      `Date must be in ISO-8601 'basic format'. Got '${text}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  return date;
};

const headerParts = ['Credential', 'Signature', 'SignedHeaders'] as const;

/** Takes an `Authorization` header apart. @throws StsError naming everything that is missing. */
const readHeader = (request: ReceivedRequest): Record<(typeof headerParts)[number] | 'date', string> => {
  const header = request.headers.get('authorization');
  if (header?.startsWith(`${algorithm} `) !== true) throw missingAuthentication();
  const parts = { Credential: '', Signature: '', SignedHeaders: '' };
  for (const part of header.slice(algorithm.length).split(',')) {
    const [, name, value = ''] = /^\s*(\w+)=(.*?)\s*$/.exec(part) ?? [];
    const known = headerParts.find((candidate) => candidate === name);
    if (known !== undefined) parts[known] = value;
  }
  const missing = headerParts
    .filter((name) => parts[name] === '')
    .map((name) => `Authorization header requires '${name}' parameter. `);
  const date = request.headers.get('x-amz-date') ?? '';
  if (date === '') {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  if (missing.length > 0) throw incompleteSignature(missing.join(''));
  return { ...parts, date };
};

/**
 * Reads the signature of a request that is signed with headers, as the AWS CLI and the SDKs do.
 * @throws StsError when there is none or a part of it is missing.
 */
export const readSignature = (request: ReceivedRequest): SignatureClaim => {
  const header = readHeader(request);
  const credential = header.Credential.split('/');
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = credential;
  if (credential.length !== 5) {
    throw incompleteSignature(
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '" +
        `${header.Credential}'. `,
    );
  }
  return {
    accessKeyId,
    date,
    region,
    service,
    terminator,
    signedHeaders: header.SignedHeaders.split(';'),
    signature: header.Signature,
    amzDate: header.date,
    signedAt: parseAmzDate(header.date),
  };
};

/** The headers without whose signature a request could be given to another host or another session. */
const mustBeSigned = (request: ReceivedRequest): readonly string[] =>
  request.headers.has('x-amz-security-token') ? ['host', 'x-amz-security-token'] : ['host'];

const bodyMatchesItsHash = (request: ReceivedRequest, claim: SignatureClaim): boolean => {
  const claimed = request.headers.get('x-amz-content-sha256');
  if (claimed === undefined || !claim.signedHeaders.includes('x-amz-content-sha256')) return true;
  return claimed === createHash('sha256').update(request.body).digest('hex');
};

const sign = async (request: ReceivedRequest, claim: SignatureClaim, secret: string): Promise<string> => {
  const signer = new SignatureV4({
    credentials: { accessKeyId: claim.accessKeyId, secretAccessKey: secret },
    region: claim.region,
    service: claim.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const query: Record<string, string[]> = {};
  for (const [name, value] of request.query) (query[name] ??= []).push(value);
  const signed = await signer.sign(
    new HttpRequest({
      method: request.method,
      path: request.path,
      query,
      headers: Object.fromEntries(claim.signedHeaders.map((name) => [name, request.headers.get(name) ?? ''])),
      body: request.body,
    }),
    { signingDate: claim.signedAt, signableHeaders: new Set(claim.signedHeaders) },
  );
  return /Signature=([0-9a-f]{64})$/.exec(signed.headers['authorization'] ?? '')?.[1] ?? '';
};

/** Compares two strings in a time that does not tell where they differ. */
export const equalInConstantTime = (left: string, right: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
};

/**
 * Signs the request anew with the secret that belongs to the key, by the SDK's own signer, and compares.
 * @throws StsError `SignatureDoesNotMatch`
 */
export const verifySignature = async (
  request: ReceivedRequest,
  claim: SignatureClaim,
  secret: string,
): Promise<void> => {
  for (const name of mustBeSigned(request)) {
    if (!claim.signedHeaders.includes(name)) {
      const shown = name === 'host' ? 'Host' : name;
      throw signatureMismatch(`'${shown}' must be a 'SignedHeader' in the AWS Authorization. `);
    }
  }
  const expected = await sign(request, claim, secret);
  if (!equalInConstantTime(expected, claim.signature) || !bodyMatchesItsHash(request, claim)) {
    throw signatureMismatch();
  }
};
