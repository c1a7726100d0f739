import { humanDuration, safe, type SafeText } from '@keyless/core';
import type { AssumeRoleAnswer } from '../sts-port.ts';

/** AWS takes signatures that are this much off at most, in milliseconds. */
const MOST_OFF = 5 * 60_000;

/**
 * A word on this machine's clock where STS tells another time. The SDK corrects for that by itself; the AWS CLI does
 * not, and its calls would go on to fail.
 */
export function clockNote({ metadata }: AssumeRoleAnswer, now: Date): SafeText | undefined {
  const told = Date.parse(metadata.headers['date'] ?? '');
  const off = now.getTime() - told;
  if (Number.isNaN(off) || Math.abs(off) <= MOST_OFF) return undefined;
  const much = humanDuration(Math.round(Math.abs(off) / 60_000) * 60);
  return safe`This machine's clock is ${much} ${off > 0 ? safe`fast` : safe`slow`}: the AWS CLI does not correct that, so AWS will refuse its calls until the clock is right`;
}
