import { safe, type SafeText } from '../../secret/safe-text.ts';

/** A variable by which a CI system hands out OIDC tokens. */
export interface TokenVariable {
  readonly name: string;
  /** One sentence without final stop. */
  readonly summary: SafeText;
  /** More sentences, with final stops. */
  readonly details: SafeText;
}

const VARIABLES: readonly TokenVariable[] = [
  {
    name: 'ACTIONS_ID_TOKEN_REQUEST_URL',
    summary: safe`Address at which a step asks GitHub for an OIDC token`,
    details: safe`The runner sets it in jobs with id-token: write, and in no others.`,
  },
  {
    name: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    summary: safe`Token with which a step asks GitHub for an OIDC token`,
    details: safe`The runner sets it in jobs with id-token: write, and in no others. It is itself no token for AWS.`,
  },
  {
    name: 'BITBUCKET_STEP_OIDC_TOKEN',
    summary: safe`OIDC token of the step`,
    details: safe`Bitbucket sets it in steps with oidc: true, and in no others.`,
  },
  {
    name: 'CIRCLE_OIDC_TOKEN',
    summary: safe`OIDC token of the job`,
    details: safe`CircleCI sets it, in builds of forks only where the project passes secrets to them. Its issuer is https://oidc.circleci.com/org/ORGANIZATION_ID, its audience ORGANIZATION_ID, its subject org/ORGANIZATION_ID/project/PROJECT_ID/user/USER_ID.`,
  },
  {
    name: 'CIRCLE_OIDC_TOKEN_V2',
    summary: safe`OIDC token of the job, whose subject tells the source of the change, too`,
    details: safe`CircleCI sets it, in builds of forks only where the project passes secrets to them. Its issuer is https://oidc.circleci.com/org/ORGANIZATION_ID, its audience ORGANIZATION_ID; behind the user, its subject names where the change comes from.`,
  },
  {
    name: 'AWS_OIDC_ROLE_ARN',
    summary: safe`Role that a pipe of Atlassian assumes with the step's OIDC token`,
    details: safe`The step needs oidc: true. Keys in the variables of the repository come before it.`,
  },
];

const BY_NAME: ReadonlyMap<string, TokenVariable> = new Map(VARIABLES.map((one) => [one.name, one]));

/** Finds a variable by its name, with its case. */
export function findTokenVariable(name: string): TokenVariable | undefined {
  return BY_NAME.get(name);
}
