import type { Scalar } from 'yaml';
import { isReference } from '../../secret/placeholders.ts';
import { isSecretName, looksSecret } from '../../secret/secret-names.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { YamlScalar } from './nodes.ts';

/** Words that switch something; `id-token: write` and `output-credentials: true` hold no secret. */
const SWITCH = /^(?:true|false|yes|no|on|off|read|write|none|inherit|\d{0,6})$/iu;

const STYLES: Readonly<Record<Scalar.Type, YamlScalar['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** How a scalar node is written. */
export function styleOf(node: Scalar.Parsed): YamlScalar['style'] {
  return node.type ? STYLES[node.type] : 'plain';
}

/** Wraps a scalar's text where its key means a secret or the text looks like one; references are no secrets. */
export function wrapText(text: string, key: string | undefined): string | SecretValue {
  if (looksSecret(text)) return new SecretValue(text);
  const named = key !== undefined && isSecretName(key);
  return named && !SWITCH.test(text) && !isReference(text) ? new SecretValue(text) : text;
}

/** Reads a scalar's text, secret or not, into something that may leave this place. */
export function readText<Result>(text: string | SecretValue, read: (text: string) => Result): Result {
  return typeof text === 'string' ? read(text) : text.derive(read);
}

/** The text of an entry's scalar where it is no secret; `undefined` for secrets, maps, lists and unresolved aliases. */
export function openText(entry: { readonly scalar: YamlScalar | undefined } | undefined): string | undefined {
  const text = entry?.scalar?.text;
  return typeof text === 'string' ? text : undefined;
}
