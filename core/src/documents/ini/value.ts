import { isMisspeltSecretName } from '../../secret/misspelt-secret-names.ts';
import { isSecretName, looksSecret } from '../../secret/secret-names.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { IniValue } from './nodes.ts';

/** The value of a key: wrapped where its name means a secret or its text looks like one. */
export function iniValue(name: string, text: string): IniValue {
  const isSecret = isSecretName(name) || isMisspeltSecretName(name) || looksSecret(text);
  return text !== '' && isSecret ? new SecretValue(text) : text;
}
