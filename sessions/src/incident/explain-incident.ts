import type { SafeText } from '@keyless/core';
import { safe } from '@keyless/core';
import type { Explanation } from '../refresh/failed-call.ts';
import { safeSaid } from '../refresh/safe-said.ts';
import type { CredentialsInUse } from './credentials-in-use.ts';
import { FILE_MEANINGS } from './file-meanings.ts';
import { KEY_MEANINGS } from './key-meanings.ts';
import { ROLE_MEANINGS } from './role-meanings.ts';
import { SESSION_MEANINGS } from './session-meanings.ts';
import type { Mend } from '../mend.ts';
import type { Tellers } from './teller.ts';
import type { FailureKind, ToolFailure } from './tool-failure.ts';

/** A failure in words, and what mends it. */
export interface Incident extends Explanation {
  readonly kind: FailureKind;
  readonly action: SafeText;
  readonly mend: Mend;
}

const MEANINGS: Tellers<FailureKind> = {
  ...SESSION_MEANINGS,
  ...KEY_MEANINGS,
  ...ROLE_MEANINGS,
  ...FILE_MEANINGS,
};

/** Explains a failure: what it truly means, with whose credentials it came about, and what mends it. */
export function explainIncident(failure: ToolFailure, used?: CredentialsInUse): Incident {
  const { mend = { type: 'none' }, ...told } = MEANINGS[failure.kind](failure, used);
  const said = saidOf(failure);
  return { kind: failure.kind, ...told, ...(said === undefined ? {} : { said }), mend };
}

function saidOf({ code, message }: ToolFailure): SafeText | undefined {
  if (message === undefined || message === '') return code === undefined ? undefined : safeSaid(code);
  return code === undefined ? safeSaid(message) : safe`${safeSaid(code)}: ${safeSaid(message)}`;
}
