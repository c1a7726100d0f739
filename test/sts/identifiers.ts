import type { RandomBytes } from './random.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What today's session tokens start with: the base64 of the bytes `!\n\torigin_ec`. */
const tokenHeader = Buffer.from('!\n\torigin_ec', 'latin1');
const tokenBodyBytes = 408;

const encodeBase32 = (bytes: Uint8Array): string => {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const length = (bytes.length * 8) / 5;
  return Array.from({ length }, (_, index) => {
    const shift = BigInt((length - 1 - index) * 5);
    return base32.charAt(Number((bits >> shift) & 31n));
  }).join('');
};

/** 16 base32 characters whose first 48 bits are: a one, the account in 40 bits, and 7 random bits. */
const accountSuffix = (accountId: string, random: RandomBytes): string => {
  const bytes = Buffer.from(random(10));
  const low = BigInt(bytes.readUIntBE(0, 6)) & 0x7fn;
  const head = (1n << 47n) | (BigInt(accountId) << 7n) | low;
  bytes.writeUIntBE(Number(head), 0, 6);
  return encodeBase32(bytes);
};

/**
 * Makes an access key id as AWS does since 2019: prefix and 16 base32 characters that encode the account.
 * @param prefix `AKIA` for a user's long-term key, `ASIA` for a session's key.
 */
export const createAccessKeyId = (prefix: 'AKIA' | 'ASIA', accountId: string, random: RandomBytes): string =>
  prefix + accountSuffix(accountId, random);

/** Makes a unique id of an IAM user (`AIDA`) or role (`AROA`), 21 characters. */
export const createUniqueId = (prefix: 'AIDA' | 'AROA', accountId: string, random: RandomBytes): string =>
  prefix + accountSuffix(accountId, random) + base32.charAt((random(1)[0] ?? 0) & 31);

/** The account that an access key id encodes, or nothing for an id of the old scheme or another alphabet. */
export const accountOfAccessKeyId = (accessKeyId: string): string | undefined => {
  if (!/^A[A-Z]IA[Q-Z2-7][A-Z2-7]{15}$/.test(accessKeyId)) return undefined;
  let bits = 0n;
  for (const character of accessKeyId.slice(4)) bits = (bits << 5n) | BigInt(base32.indexOf(character));
  const account = ((bits >> 32n) & 0x7fffffffff80n) >> 7n;
  return account.toString().padStart(12, '0');
};

/** Makes a secret access key: 40 characters of the base64 alphabet. */
export const createSecretAccessKey = (random: RandomBytes): string =>
  Buffer.from(random(30)).toString('base64');

/** Makes an opaque session token with the header that AWS's tokens have. */
export const createSessionToken = (random: RandomBytes): string =>
  Buffer.concat([tokenHeader, random(tokenBodyBytes)]).toString('base64');

/** Makes a request id: a random UUID, version 4. */
export const createRequestId = (random: RandomBytes): string => {
  const bytes = Buffer.from(random(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
