import { openText } from '../../documents/yaml/scalars.ts';
import { safe, safeName } from '../../secret/safe-text.ts';
import { parseJsInteger } from '../duration.ts';
import type { ChainPlace, SessionDuration } from '../session-duration.ts';
import { inputEntry, modeOf } from './credentials-action.ts';
import type { WorkflowStep } from './workflow.ts';

/** `role-duration-seconds` of AWS's credentials action, which reads it as JavaScript does. */
export function durationOfStep(step: WorkflowStep): SessionDuration | undefined {
  const mode = modeOf(step);
  const entry =
    mode === undefined || mode === 'none' || mode === 'static'
      ? undefined
      : inputEntry(step, 'role-duration-seconds');
  if (!entry?.scalar) return undefined;
  const text = openText(entry) ?? '';
  // An expression is not known before the run.
  if (!/^\s*\d/u.test(text)) return undefined;
  return {
    seconds: parseJsInteger(text),
    range: entry.scalar.range,
    name: safeName(entry.key),
    owner: safe`job ${step.job.id}`,
    chain: chainOfStep(step, mode),
  };
}

function chainOfStep(step: WorkflowStep, mode: ReturnType<typeof modeOf>): readonly ChainPlace[] | undefined {
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
  return undefined;
}
