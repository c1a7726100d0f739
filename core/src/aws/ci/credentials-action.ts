import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { isBefore, versionOf } from './action-version.ts';
import { CREDENTIALS_ACTION } from './credentials-action-name.ts';
import { findCredentialsInput, variableOfInput } from './credentials-inputs.ts';
import { effectiveIdToken } from './permissions.ts';
import { isSelfHosted } from './runner.ts';
import { earlierSteps, envMapsOf, readEntry, scriptHas, variableOf } from './steps.ts';
import type { ActionReference, WorkflowStep } from './workflow.ts';

export { CREDENTIALS_ACTION };

/**
 * How `aws-actions/configure-aws-credentials` comes to credentials.
 * - `static`: it exports the keys it is given;
 * - `static-assume-role`: it assumes a role with the keys it is given, even where OIDC would be possible;
 * - `oidc`: it assumes a role with the job's token, or is meant to and lacks the permission;
 * - `web-identity-file`: with a token from a file;
 * - `chaining`: with the credentials of an earlier step, as asked for by `role-chaining`;
 * - `ambient`: with whatever the environment holds: keys in a wider `env:`, an earlier step's session, a runner's role;
 * - `none`: no role and no keys: it only checks what is there.
 */
export type CredentialMode =
  'static' | 'static-assume-role' | 'oidc' | 'web-identity-file' | 'chaining' | 'ambient' | 'none';

/** Whether a step configures AWS credentials with AWS's own action, at whatever version. */
export function isCredentialsStep(step: WorkflowStep): boolean {
  return step.uses?.action === CREDENTIALS_ACTION;
}

/** An input as it is written in `with:`; names are compared without case, as GitHub does. */
export function inputEntry(step: WorkflowStep, name: string): YamlEntry | undefined {
  return step.inputs?.entries.findLast(
    ({ key }) => key === name || (key.length === name.length && key.toLowerCase() === name),
  );
}

/** Where the action gets an input from: its entry in `with:`, or that of the variable which the action translates. */
export function inputPlace(step: WorkflowStep, name: string): YamlEntry | undefined {
  const written = inputEntry(step, name);
  if (written && nonEmpty(written) !== undefined) return written;
  const input = findCredentialsInput(name);
  const variable = input?.isVariable && variableOf(envMapsOf(step), variableOfInput(input));
  if (!variable || !translatesVariables(step.uses)) return undefined;
  return nonEmpty(variable) === undefined ? undefined : variable;
}

/**
 * An input as the action gets it: from `with:`, or from a variable that the action translates. An empty text is
 * unset. A value may be a secret: it is for judging, never for showing.
 */
export function inputOf(step: WorkflowStep, name: string): string | undefined {
  return nonEmpty(inputPlace(step, name));
}

/** Half of the rules ask each step. */
const MODES = new WeakMap<WorkflowStep, CredentialMode>();

/** How a step of the action comes to credentials; `undefined` for every other step. */
export function modeOf(step: WorkflowStep): CredentialMode | undefined {
  if (!isCredentialsStep(step)) return undefined;
  const mode = MODES.get(step) ?? findMode(step);
  MODES.set(step, mode);
  return mode;
}

function findMode(step: WorkflowStep): CredentialMode {
  const role = inputOf(step, 'role-to-assume') !== undefined;
  if (inputOf(step, 'aws-access-key-id') !== undefined) return role ? 'static-assume-role' : 'static';
  if (!role) return 'none';
  if (inputOf(step, 'web-identity-token-file') !== undefined) return 'web-identity-file';
  if (isOn(step, 'role-chaining')) return 'chaining';
  if (isOn(step, 'force-skip-oidc')) return 'ambient';
  return effectiveIdToken(step.job) === 'missing' && findsCredentials(step) ? 'ambient' : 'oidc';
}

/** Whether a version of the action knows OIDC, as all from v1.6.0 do; one that cannot be seen is taken for a new one. */
export function knowsOidc(uses: ActionReference): boolean {
  const version = versionOf(uses);
  return version === undefined || !isBefore(version, [1, 6]);
}

/** Whether the environment of a step holds credentials, which the action takes where it gets no token. */
export function findsCredentials(step: WorkflowStep): boolean {
  const keys = variableOf(envMapsOf(step), 'AWS_ACCESS_KEY_ID');
  if (keys && nonEmpty(keys) !== undefined) return true;
  return isSelfHosted(step.job) || earlierSteps(step).some(setsCredentials);
}

/** Whether a step leaves credentials behind by what it says itself, so that nothing before it has to be looked at. */
function setsCredentials(step: WorkflowStep): boolean {
  if (isCredentialsStep(step)) {
    return ['aws-access-key-id', 'web-identity-token-file'].some((name) => inputOf(step, name) !== undefined);
  }
  return scriptHas(step, /AWS_ACCESS_KEY_ID=[^\n]*GITHUB_ENV|aws\s+configure\s+set\s+aws_access_key_id/u);
}

/** Whether an input of the action is switched on. */
export function isOn(step: WorkflowStep, name: string): boolean {
  return /^true$/iu.test(inputOf(step, name) ?? '');
}

/** Whether a version of the action takes inputs from variables too; one that cannot be seen is taken for a new one. */
export function translatesVariables(uses: ActionReference | undefined): boolean {
  const version = uses && versionOf(uses);
  return version === undefined || !isBefore(version, [4, 2]);
}

function nonEmpty(entry: YamlEntry | undefined): string | undefined {
  const text = entry && readEntry(entry, (value) => value.trim());
  return text === '' ? undefined : text;
}
