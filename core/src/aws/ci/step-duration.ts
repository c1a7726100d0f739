import { safe } from '../../secret/safe-text.ts';
import { parseJsInteger } from '../duration.ts';
import type { ChainPlace, SessionDuration } from '../session-duration.ts';
import { inputEntry, modeOf } from './credentials-action.ts';
import { inputValues, type WrittenValue } from './input-values.ts';
import { ownerOf } from './labels.ts';
import { sessionBefore } from './session-steps.ts';
import type { WorkflowStep } from './workflow.ts';

/**
 * The texts that `role-duration-seconds` of AWS's credentials action may get, for a step that assumes a role. An
 * expression that only the run knows gives none.
 */
export function durationTexts(step: WorkflowStep): readonly WrittenValue[] {
  const mode = modeOf(step);
  return mode === undefined || mode === 'none' || mode === 'static'
    ? []
    : inputValues(step, 'role-duration-seconds');
}

/** The durations that a step of the credentials action may ask for; the action reads them as JavaScript does. */
export function durationsOfStep(step: WorkflowStep): readonly SessionDuration[] {
  const texts = durationTexts(step).filter(({ text }) => /^\d/u.test(text));
  if (texts.length === 0) return [];
  const chain = chainOfStep(step);
  return texts.map(({ text, scalar, name, shared }) => ({
    seconds: parseJsInteger(text),
    range: scalar.range,
    name,
    owner: ownerOf(step.job),
    chain: chain && (() => chain),
    shared,
  }));
}

/** Why the role of a step is assumed with another session, for which STS grants an hour at most. */
function chainOfStep(step: WorkflowStep): readonly ChainPlace[] | undefined {
  const mode = modeOf(step);
  const chaining = inputEntry(step, 'role-chaining');
  if (mode === 'chaining' && chaining) {
    return [
      { range: chaining.lineRange, message: safe`The role is assumed with the session of an earlier step` },
    ];
  }
  const token = inputEntry(step, 'aws-session-token');
  if (mode === 'static-assume-role' && token) {
    return [{ range: token.keyRange, message: safe`The role is assumed with this session` }];
  }
  return mode === 'ambient' ? sessionChain(step) : undefined;
}

/** What is assumed after a step that has exported a session is assumed with it. */
export function sessionChain(step: WorkflowStep): readonly ChainPlace[] | undefined {
  const session = sessionBefore(step);
  return (
    session && [
      {
        range: session.uses?.range ?? session.range,
        message: safe`The role is assumed with the session of this step`,
      },
    ]
  );
}
