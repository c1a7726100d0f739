import { CREDENTIALS_ACTION } from '../../aws/ci/credentials-action.ts';
import type { NewPair } from '../../documents/yaml/render.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { YamlMap } from '../verify-yaml.ts';
import type { ActionPin } from './action-reference.ts';

/** What a step that assumes a role is told. */
export interface NewStepInputs {
  readonly role: string;
  readonly region: string;
  /** Writes the session to a profile instead of the environment; the action does so from v6.1.0 on. */
  readonly profile?: string | undefined;
  /** The condition that all steps share which use AWS. */
  readonly condition?: string | undefined;
}

/** A step that assumes a role through OIDC, before it stands anywhere. */
export interface NewStep {
  readonly head: readonly NewPair[];
  /** What makes a step of another kind one of this kind. */
  readonly body: readonly NewPair[];
  readonly tree: YamlMap;
  readonly bodyTree: YamlMap;
  /** A commit is followed by a comment that names its version, as is the habit. */
  withComment(edit: TextEdit): TextEdit;
}

/** Makes the step, with the action referred to as the file refers to others. */
export function createNewStep(pin: ActionPin, inputs: NewStepInputs): NewStep {
  const uses = `${CREDENTIALS_ACTION}@${pin.ref}`;
  const values = {
    ...(inputs.profile !== undefined && { 'aws-profile': inputs.profile }),
    'role-to-assume': inputs.role,
    'aws-region': inputs.region,
  };
  const headTree = {
    name: 'Configure AWS credentials (OIDC)',
    ...(inputs.condition !== undefined && { if: inputs.condition }),
  };
  const bodyTree = { uses, with: values };
  return {
    head: toPairs(headTree),
    body: [
      { key: 'uses', value: uses },
      { key: 'with', value: toPairs(values) },
    ],
    tree: { ...headTree, ...bodyTree },
    bodyTree,
    withComment: (edit) =>
      pin.version === undefined
        ? edit
        : { ...edit, newText: edit.newText.replace(uses, () => `${uses} # ${pin.version ?? ''}`) },
  };
}

function toPairs(values: Readonly<Record<string, string>>): readonly NewPair[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}
