import type { SafeText } from '../secret/safe-text.ts';

/**
 * ISO 8601 as the tools write it into the cache: the AWS CLI v1 `…Z`, v2 `…+00:00`, botocore alone `…UTC`, and
 * JavaScript with milliseconds. The zone is captured, because its absence is what breaks the CLI.
 */
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(.*)$/u;
const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/u;

/** The moment an `Expiration` names, or why the AWS CLI cannot use it. */
export type Expiration =
  { readonly at: Date } | { readonly problem: 'absent' | 'not-a-text' | 'not-a-date' | 'without-zone' };

/**
 * Reads the `Expiration` of a cache entry. A date without a zone is a problem of its own: the AWS CLI compares it
 * with a zoned one and fails with `can't subtract offset-naive and offset-aware datetimes`.
 */
export function readExpiration(value: unknown): Expiration {
  if (value === undefined) return { problem: 'absent' };
  if (typeof value !== 'string') return { problem: 'not-a-text' };
  const match = ISO.exec(value.trim());
  if (!match) return readOther(value.trim());
  const [, day = '', time = '', zone = ''] = match;
  const offset = isoOffset(zone);
  if (offset === undefined) return { problem: zone === '' ? 'without-zone' : 'not-a-date' };
  const at = new Date(`${day}T${withMilliseconds(time)}${offset}`);
  return Number.isNaN(at.getTime()) ? { problem: 'not-a-date' } : { at };
}

function isoOffset(zone: string): string | undefined {
  if (/^(?:Z|UTC|GMT)$/iu.test(zone)) return 'Z';
  const match = OFFSET.exec(zone);
  return match ? `${match[1] ?? ''}${match[2] ?? ''}:${match[3] ?? '00'}` : undefined;
}

/** JavaScript knows three digits of a fraction, and a point before them. */
function withMilliseconds(time: string): string {
  const [clock = '', fraction] = time.split(/[.,]/u);
  const full = clock.length === 5 ? `${clock}:00` : clock;
  return fraction === undefined ? full : `${full}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}

/** Other zoned spellings that Python's dateutil reads too, such as `Mon, 23 Nov 2026 23:32:29 GMT`. */
function readOther(text: string): Expiration {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || !/[a-z]/iu.test(text)) return { problem: 'not-a-date' };
  return /(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})$/u.test(text) ? { at } : { problem: 'without-zone' };
}

/** Ten digits of seconds, or thirteen of milliseconds, since 1970. */
const EPOCH = /^\d{10}(?:\d{3})?$/u;

/**
 * The moment at which a session ends, as tools note it beside the keys: any date that the cache may hold, one without a
 * zone as UTC, or seconds or milliseconds since 1970. `undefined` for everything else.
 */
export function readNotedEnd(text: string): Date | undefined {
  const plain = text.trim();
  if (EPOCH.test(plain)) return new Date(Number(plain.padEnd(13, '0')));
  const read = readExpiration(plain);
  const zoned = 'at' in read || read.problem !== 'without-zone' ? read : readExpiration(`${plain}Z`);
  return 'at' in zoned ? zoned.at : undefined;
}

/** A moment as people read it: in UTC, to the minute. */
export function shownMoment(at: Date): SafeText {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC` as SafeText;
}
