import type { CredentialPart } from '../credential-names.ts';
import { partOfInput, partOfLogin } from './action-inputs.ts';
import { inputReader } from './aws-use.ts';
import { isCredentialsStep } from './credentials-action.ts';
import { isOneExpression } from './expression.ts';
import type { WorkflowStep } from './workflow.ts';

/** Actions that build credentials from key and secret alone, as their sources say. */
const WITHOUT_TOKEN =
  /^(?:jakejarvis\/s3-sync-action|chetan\/invalidate-cloudfront-action|hkusu\/s3-upload-action|kciter\/aws-ecr-action)$/u;

/** Actions that may do so too. */
const DOUBTFUL =
  /^(?:shallwefootball\/s3-upload-action|reggionick\/s3-deploy|keithweaver\/aws-s3-github-action)$/u;

/** Actions that read keys from their inputs only, with the input that takes the session token. */
const TOKEN_INPUTS: ReadonlyMap<string, string> = new Map([
  ['einaregilsson/beanstalk-deploy', 'aws_session_token'],
  ['appleboy/lambda-action', 'aws_session_token'],
  ['whywaita/actions-cache-s3', 'aws-session-token'],
]);

/**
 * How an action that is given keys as inputs can work with a session instead.
 * - `oidc`: AWS's own action, which assumes a role itself;
 * - `token-input`: by its inputs, one of which takes the token;
 * - `environment`: it asks the environment once it is given no user name (Docker's login action for ECR);
 * - `unknown`: not at all, as far as is known.
 */
export type SessionUse =
  | { readonly type: 'oidc' | 'environment' | 'unknown' }
  | { readonly type: 'token-input'; readonly input: string };

/** Whether an action fails with a session, because it takes no token from anywhere. */
export function failsWithSession({ uses }: WorkflowStep): boolean {
  return uses !== undefined && WITHOUT_TOKEN.test(uses.action);
}

/** Whether an action is better not relied on to work with a session. */
export function takesNoToken(step: WorkflowStep): boolean {
  return failsWithSession(step) || (step.uses !== undefined && DOUBTFUL.test(step.uses.action));
}

/** How a step that is given keys as inputs can be given a session instead. */
export function sessionUseOf(step: WorkflowStep): SessionUse {
  if (isCredentialsStep(step)) return { type: 'oidc' };
  const input = TOKEN_INPUTS.get(step.uses?.action ?? '');
  if (input !== undefined) return { type: 'token-input', input };
  return isEcrLogin(step) ? { type: 'environment' } : { type: 'unknown' };
}

/** Which part of a credential a step takes by each of its inputs. */
export function partOfStepInput(step: WorkflowStep, name: string): CredentialPart | undefined {
  const { inputs, uses } = step;
  if (!inputs || !uses) return undefined;
  const text = inputReader(inputs);
  return partOfInput(uses.action, name) ?? partOfLogin(uses.action, name, text('registry'), text('username'));
}

/** A registry that Docker's action itself takes for one of ECR; for those alone it asks the environment. */
const ECR_HOST =
  /^(?:(?:\d{12}|\$\{\{[^}]*\}\})\.dkr\.ecr(?:-fips)?\.(?:[a-z0-9-]+|\$\{\{[^}]*\}\})\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|on\.aws)|public\.ecr\.aws)/iu;

function isEcrLogin({ uses, inputs }: WorkflowStep): boolean {
  if (uses?.action !== 'docker/login-action' || !inputs) return false;
  const registry = inputReader(inputs)('registry') ?? '';
  return ECR_HOST.test(registry) || (isOneExpression(registry) && /ecr/iu.test(registry));
}
