import type { SafeText } from '@keyless/core';
import { maskKeyIds, safeArn } from '../safe-path.ts';

/** More than this, in UTF-16 units, is no message but a dump. */
const LONGEST = 600;

const ARN = /arn:[\w-]+:[\w-]+:[\w-]*:\d*:[\w+=,.@/:-]+/gu;

/** What follows quotes the request, headers included. */
const REQUEST_DUMP = /\s*The (?:Canonical String|String-to-Sign)[\s\S]*$/u;

const SECRET_PATTERNS: readonly (readonly [RegExp, string])[] = [
  // A code of an MFA device that STS quotes back.
  [/(Value ')[^']*(' at 'tokenCode')/gu, '$1***$2'],
  // `SecretAccessKey": "…"`, `password=…`, `token: …`, `Authorization: Bearer …`.
  [
    /((?:secret|token|password|passwd|passphrase|pwd|credential|authorization|access_?key|api_?key)[\w-]*["']?\s*[=:]\s*)(?:(?:bearer|basic)\s+)?(?:"[^"]*"?|'[^']*'?|[^\s,;]+)/giu,
    '$1***',
  ],
  // The openings of session tokens of STS.
  [/(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|[FA]QoDYXdz)\S*/gu, '***'],
  // A secret access key has forty of these characters, a session token hundreds.
  [/(?<![A-Za-z0-9/+=])[A-Za-z0-9/+=]{40,}/gu, '***'],
  // Whatever else is long and mixes letters with digits as only generated text does.
  [/(?<![\w+=-])(?=[\w+=-]{0,200}\d)(?=[\w+=-]{0,200}[A-Za-z])[\w+=-]{24,}/gu, '***'],
];

/**
 * What another program or service said, as text that may be shown: on one line, cut, and without anything that looks
 * like a secret. ARNs stay whole, and an access key id keeps its kind and its last four characters.
 */
export function safeSaid(text: string): SafeText {
  const oneLine = text
    .slice(0, 16 * LONGEST)
    .replace(REQUEST_DUMP, '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  let shown = '';
  let from = 0;
  for (const match of oneLine.matchAll(ARN)) {
    shown += maskSecrets(oneLine.slice(from, match.index)) + safeArn(match[0]);
    from = match.index + match[0].length;
  }
  shown += maskSecrets(oneLine.slice(from));
  return (shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown) as SafeText;
}

function maskSecrets(text: string): string {
  return SECRET_PATTERNS.reduce(
    (masked, [pattern, mask]) => masked.replaceAll(pattern, mask),
    maskKeyIds(text),
  );
}
