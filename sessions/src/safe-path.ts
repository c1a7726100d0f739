import type { SafeText } from '@keyless/core';

/** Control and format characters, which could rearrange what a terminal or a message shows. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** An access key id inside another text. */
const KEY_ID = /(AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{8,}([A-Z0-9]{4})/gu;

/**
 * A path of the file system as text that may be shown. Unlike a name, it is shown whole: cache files are named by
 * forty hexadecimal digits, which would pass for a secret.
 */
export function safePath(path: string): SafeText {
  return path.replaceAll(UNPRINTABLE, ' ') as SafeText;
}

/** An ARN as text that may be shown: whole, because long role names are no secrets; but a key id in it is masked. */
export function safeArn(arn: string): SafeText {
  return maskKeyIds(arn.replaceAll(UNPRINTABLE, ' ').slice(0, 2048)) as SafeText;
}

/** Leaves the kind and the last four characters of every access key id. */
export function maskKeyIds(text: string): string {
  return text.replaceAll(KEY_ID, '$1…$2');
}
