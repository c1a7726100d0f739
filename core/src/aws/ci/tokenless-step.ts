import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { partOfVariable } from '../credential-names.ts';
import { failsWithSession, partOfStepInput, sessionUseOf } from './session-actions.ts';
import { sessionBefore } from './session-steps.ts';
import { envMapsOf, lookupIn, readEntry } from './steps.ts';
import { sourceOfValue } from './value-source.ts';
import type { WorkflowStep } from './workflow.ts';

/** A step whose action does not take the token of the session that it works with. */
export interface TokenlessStep {
  /** `action`: it cannot; `login`: it would, were it not given a user name and a password. */
  readonly type: 'action' | 'login';
  /** The step that the session comes from. */
  readonly session: WorkflowStep;
}

/** What an expression names that stands for the key of a session. */
const SESSION_KEY = /\$\{\{[^}]*(?:env\.AWS_|outputs\.aws-)(?:ACCESS_KEY_ID|access-key-id)/u;

/** Whether a step behind one that has exported a session gets by without its token, and so fails. */
export function tokenlessStep(step: WorkflowStep): TokenlessStep | undefined {
  const isLogin = sessionUseOf(step).type === 'environment';
  if (!isLogin && !failsWithSession(step)) return undefined;
  const session = sessionBefore(step);
  if (!session || hasKeysOfItsOwn(step)) return undefined;
  if (!isLogin) return { type: 'action', session };
  const username = step.inputs?.entries.find(({ key }) => key.toLowerCase() === 'username');
  return username && readEntry(username, (text) => SESSION_KEY.test(text))
    ? { type: 'login', session }
    : undefined;
}

/** Keys that do not come from the session go on to work. */
function hasKeysOfItsOwn(step: WorkflowStep): boolean {
  const lookup = lookupIn(envMapsOf(step));
  const isGiven = (entry: YamlEntry): boolean => {
    const source = readEntry(entry, (text) => sourceOfValue(text, lookup));
    return source !== 'computed' && source !== 'empty';
  };
  const variables = (step.env?.entries ?? []).filter(({ key }) => partOfVariable(key) !== undefined);
  const inputs = (step.inputs?.entries ?? []).filter(({ key }) => partOfStepInput(step, key) !== undefined);
  return [...variables, ...inputs].some(isGiven);
}
