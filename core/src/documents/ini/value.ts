import { isSecretName, looksSecret } from '../../secret/secret-names.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { IniValue } from './nodes.ts';

/** The value of a key: wrapped where its name means a secret or its text looks like one. */
export function iniValue(name: string, text: string): IniValue {
  return text !== '' && (isSecretName(name) || looksSecret(text)) ? new SecretValue(text) : text;
}
