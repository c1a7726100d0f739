import { isMap } from 'yaml';
import type { YamlDocument, YamlItem, YamlScalar } from '../../documents/yaml/nodes.ts';
import { ownEntries } from '../../documents/yaml/path.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import { isWritten } from '../../documents/yaml/written-node.ts';
import { partOfVariable, type CredentialPart } from '../credential-names.ts';
import { scriptCandidates } from './script-sites.ts';
import { candidateOf, type Candidate } from './site.ts';
import type { Judge } from './variable-judge.ts';

/** `- NAME=value`. */
export function pairCandidate(
  document: YamlDocument,
  judge: Judge,
  scalar: YamlScalar,
  path: readonly string[],
): readonly Candidate[] {
  if (!readText(scalar.text, (text) => /^AWS_\w+=/u.test(text))) return [];
  return scriptCandidates(document.source, scalar, (text) => judge(text, path)).slice(0, 1);
}

/** `- name: NAME` with a `value:` beside it. */
export function namedCandidate(
  document: YamlDocument,
  judge: Judge,
  item: YamlItem,
  path: readonly string[],
): readonly Candidate[] {
  if (!isMap(item.node) || !isWritten(item)) return [];
  const entries = ownEntries(document, item.node, item.shared);
  const name = entries.find(({ key }) => key === 'name');
  const value = entries.find(({ key }) => key === 'value');
  const text = name?.scalar && readText(name.scalar.text, (one) => one);
  const part: CredentialPart | undefined = text === undefined ? undefined : partOfVariable(text);
  if (part === undefined || text === undefined || !name || !value?.scalar) return [];
  return [{ ...candidateOf(value, part, (one) => judge(one, path)), name: text, keyRange: name.valueRange }];
}
