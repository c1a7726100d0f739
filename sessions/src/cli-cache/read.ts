import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readExpiration, safe, SecretValue, type Expiration, type SafeText } from '@keyless/core';
import { errorCode } from '@keyless/files';
import type { SessionCredentials } from '../credentials.ts';
import { shownErrorCode } from '../error-code.ts';
import { cliCacheFolder } from './key.ts';

/** The AWS CLI takes a cached session only while this much is left of it (`CachedCredentialFetcher`), in ms. */
export const CLI_EXPIRY_WINDOW = 15 * 60 * 1000;

/** A cached session that can be read. */
export interface CachedSession {
  /** `live`: the AWS CLI uses it. `soon`: less than 15 minutes are left, so it does not. `ended`: it is over. */
  readonly state: 'live' | 'soon' | 'ended';
  readonly expiresAt: Date;
  readonly credentials: SessionCredentials;
  /** The session's ARN, where the file holds one. */
  readonly arn: string | undefined;
}

/** What the cache holds under a name. A corrupt entry makes every AWS CLI command of the profile fail. */
export type CacheEntry =
  CachedSession | { readonly state: 'absent' } | { readonly state: 'corrupt'; readonly reason: SafeText };

/** An entry is about two kilobytes; whatever is larger than this, in bytes, was not written by the AWS CLI. */
const LARGEST = 1024 * 1024;

/** The AWS CLI v2 empties a file before it writes: a torn one is read again after this many milliseconds. */
const SECOND_LOOK = 60;

/** Reads an entry of the AWS CLI's cache and judges it as the CLI does. Never throws. */
export async function readCacheEntry(home: string, name: string, now: Date): Promise<CacheEntry> {
  const first = await readOnce(home, name, now);
  if (first.state !== 'corrupt') return first;
  await wait(SECOND_LOOK);
  return readOnce(home, name, now);
}

async function readOnce(home: string, name: string, now: Date): Promise<CacheEntry> {
  const file = join(cliCacheFolder(home), name);
  try {
    const { size, ...info } = await statOf(file);
    if (!info.isFile) return corrupt(safe`it is not a file`);
    if (size > LARGEST) return corrupt(safe`it is larger than 1 MiB`);
    return parseCacheEntry(await readFile(file), now);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'absent' };
    return corrupt(safe`it cannot be read (${shownErrorCode(error)})`);
  }
}

/** Judges the bytes of an entry at a moment. */
export function parseCacheEntry(bytes: Uint8Array, now: Date): CacheEntry {
  const entry = parseJson(bytes);
  if (entry === undefined) return corrupt(bytes.length === 0 ? safe`it is empty` : safe`it is not JSON`);
  const credentials = member(entry, 'Credentials');
  if (!isObject(credentials)) return corrupt(safe`it has no Credentials`);
  const expiration = readExpiration(credentials['Expiration']);
  if (!('at' in expiration)) return corrupt(expirationProblem(expiration));
  const keys = sessionKeys(credentials);
  if (!keys) return corrupt(safe`it lacks a part of the session's key`);
  const arn = member(member(entry, 'AssumedRoleUser'), 'Arn');
  return {
    state: stateAt(expiration.at, now),
    expiresAt: expiration.at,
    credentials: keys,
    arn: typeof arn === 'string' ? arn : undefined,
  };
}

/** How much an expiry leaves at a moment, in the AWS CLI's terms. */
export function stateAt(expiresAt: Date, now: Date): CachedSession['state'] {
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return 'ended';
  return left < CLI_EXPIRY_WINDOW ? 'soon' : 'live';
}

async function statOf(file: string): Promise<{ size: number; isFile: boolean }> {
  const info = await stat(file);
  return { size: info.size, isFile: info.isFile() };
}

/** Python refuses invalid UTF-8 and a byte order mark, so neither is forgiven here. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function sessionKeys(credentials: Record<string, unknown>): SessionCredentials | undefined {
  const { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token } = credentials;
  if (typeof id !== 'string' || typeof secret !== 'string' || typeof token !== 'string') return undefined;
  if (id === '' || secret === '' || token === '') return undefined;
  return {
    accessKeyId: new SecretValue(id),
    secretAccessKey: new SecretValue(secret),
    sessionToken: new SecretValue(token),
  };
}

function expirationProblem(expiration: Exclude<Expiration, { at: Date }>): SafeText {
  switch (expiration.problem) {
    case 'absent':
      return safe`it has no Expiration`;
    case 'not-a-text':
    case 'not-a-date':
      return safe`its Expiration is not a date`;
    case 'without-zone':
      return safe`its Expiration has no time zone`;
  }
}

function corrupt(reason: SafeText): CacheEntry {
  return { state: 'corrupt', reason };
}

function member(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
