import type { CredentialSet } from '../../aws/credential-set.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { keyMap, removeKeys } from './env-part.ts';
import { dropInputs } from './inputs-part.ts';
import { isConfirmed, type JobChange, type Refusal } from './job-change.ts';

/** Takes the keys of a step out of its inputs or variables; `undefined` where they cannot be taken out safely. */
export function deleteKeys(
  { owner }: CredentialSet,
  document: YamlDocument,
): readonly TextEdit[] | undefined {
  const change = changeFor(owner, document);
  if (!change || 'refusal' in change) return undefined;
  return !isConfirmed(document, [change]) ? undefined : change.edits;
}

function changeFor(owner: CredentialSet['owner'], document: YamlDocument): JobChange | Refusal | undefined {
  if (owner.type === 'action-inputs') return dropInputs(owner.step);
  const map = owner.type === 'workflow-env' && owner.step ? keyMap(owner.step.env, owner.step) : undefined;
  return map && removeKeys(document, map, map.step?.job);
}
