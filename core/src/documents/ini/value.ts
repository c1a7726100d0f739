import { isMisspeltSecretName } from '../../secret/misspelt-secret-names.ts';
import { isSecretName, looksSecret } from '../../secret/secret-names.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { IniValue } from './nodes.ts';

/** The value of a key: wrapped where its name means a secret or its text looks like one. */
export function iniValue(key: string, text: string): IniValue {
  return valueOf(isSecretKey(key), text);
}

/** Whether the values of a key are secrets, by its name. */
export function isSecretKey(key: string): boolean {
  return isSecretName(key) || isMisspeltSecretName(key);
}

/** The value of a key of which it is known whether its name means a secret. */
export function valueOf(secret: boolean, text: string): IniValue {
  return text !== '' && (secret || looksSecret(text)) ? new SecretValue(text) : text;
}
