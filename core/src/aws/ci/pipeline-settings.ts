import { safe, type SafeText } from '../../secret/safe-text.ts';

/** Something in the file of a CI system by which its jobs come to AWS credentials. */
export interface PipelineSetting {
  readonly name: SafeText;
  /** One sentence without final stop. */
  readonly summary: SafeText;
  /** More sentences, with final stops, a paragraph each. */
  readonly details: readonly SafeText[];
}

/**
 * The step `aws-cli/setup`.
 * https://circleci.com/developer/orbs/orb/circleci/aws-cli and https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
 */
export const CIRCLECI_SETUP: PipelineSetting = {
  name: safe`setup`,
  summary: safe`Installs the AWS CLI and writes a profile for the later steps of the job`,
  details: [
    safe`With role_arn (role-arn up to version 3) it assumes that role with an OIDC token of the job; without it takes the keys of the variables that it is told, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
    safe`Keys in the project, in a context or in environment come before the profile.`,
  ],
};

/** Parameters of that step, spelt with hyphens up to version 3. */
const CIRCLECI_PARAMETERS: readonly PipelineSetting[] = [
  {
    name: safe`role_arn`,
    summary: safe`Role that the step assumes with an OIDC token of the job`,
    details: [
      safe`The identity provider in IAM is https://oidc.circleci.com/org/ORGANIZATION_ID, and the audience is ORGANIZATION_ID.`,
      safe`The subject is org/ORGANIZATION_ID/project/PROJECT_ID/user/USER_ID: who triggers the job is in it, so that a trust policy compares it with StringLike and user/* at the end.`,
    ],
  },
  {
    name: safe`role_session_name`,
    summary: safe`Name of the session, which CloudTrail shows`,
    details: [safe`Without it: the name of the job (CIRCLE_JOB).`],
  },
  {
    name: safe`session_duration`,
    summary: safe`How long the session lasts, in seconds`,
    details: [safe`Without it: 3600. The role has to allow more, and STS gives no more than 43200.`],
  },
  {
    name: safe`profile_name`,
    summary: safe`Profile that the step writes`,
    details: [safe`Without it: default, which is what commands use that name no other.`],
  },
  {
    name: safe`aws_access_key_id`,
    summary: safe`Variable of the project or of a context that holds the access key id`,
    details: [safe`Leave it out with role_arn: the step then needs no keys.`],
  },
  {
    name: safe`aws_secret_access_key`,
    summary: safe`Variable of the project or of a context that holds the secret access key`,
    details: [safe`Leave it out with role_arn: the step then needs no keys.`],
  },
];

/**
 * An input of the tasks of the AWS Toolkit for Azure DevOps.
 * https://docs.aws.amazon.com/vsts/latest/userguide/getting-started.html
 */
export const AZURE_CONNECTION: PipelineSetting = {
  name: safe`awsCredentials`,
  summary: safe`Service connection of the type AWS by which the task comes to credentials`,
  details: [
    safe`From version 1.15 of the AWS Toolkit on, a connection can use OIDC instead of keys: the task then assumes the connection's role with a token of the run, and nothing changes in this file.`,
    safe`The identity provider in IAM is https://vstoken.dev.azure.com/ORGANIZATION_GUID, and the audience is api://AzureADTokenExchange.`,
    safe`Without it the task takes what it finds: variables of the agent, then the role of its instance.`,
  ],
};

/** https://buildkite.com/resources/plugins/buildkite-plugins/aws-assume-role-with-web-identity-buildkite-plugin */
export const BUILDKITE_PLUGIN: PipelineSetting = {
  name: safe`aws-assume-role-with-web-identity`,
  summary: safe`Assumes a role with an OIDC token of the job, and gives its session to the command in AWS variables`,
  details: [
    safe`The identity provider in IAM is https://agent.buildkite.com, and the audience is sts.amazonaws.com.`,
    safe`It does what buildkite-agent oidc request-token and aws sts assume-role-with-web-identity do, so that the agent's machine needs the AWS CLI.`,
  ],
};

const BUILDKITE_PARAMETERS: readonly PipelineSetting[] = [
  {
    name: safe`role-arn`,
    summary: safe`Role that the plugin assumes`,
    details: [safe`Its trust policy names the provider agent.buildkite.com.`],
  },
  {
    name: safe`role-session-name`,
    summary: safe`Name of the session, which CloudTrail shows`,
    details: [safe`Without it: buildkite-job- and the number of the job.`],
  },
  {
    name: safe`role-session-duration`,
    summary: safe`How long the session lasts, in seconds`,
    details: [safe`The role has to allow more than 3600, and STS gives no more than 43200.`],
  },
];

/** https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
const CODEBUILD_ENVIRONMENT: readonly PipelineSetting[] = [
  {
    name: safe`variables`,
    summary: safe`Variables of the build in plain text`,
    details: [
      safe`Everybody sees them who may see the project or its builds.`,
      safe`AWS tools need no keys here: they use the project's service role, to which keys in variables are preferred.`,
    ],
  },
  {
    name: safe`parameter-store`,
    summary: safe`Variables out of Systems Manager's Parameter Store, fetched with the project's service role`,
    details: [
      safe`AWS tools need no keys out of it: they use that role, to which keys in variables are preferred.`,
    ],
  },
  {
    name: safe`secrets-manager`,
    summary: safe`Variables out of Secrets Manager, fetched with the project's service role`,
    details: [
      safe`AWS tools need no keys out of it: they use that role, to which keys in variables are preferred.`,
    ],
  },
];

/** Finds a parameter of `aws-cli/setup` in either spelling. */
export function findCircleciParameter(key: string): PipelineSetting | undefined {
  return CIRCLECI_PARAMETERS.find(({ name }) => name === key.replaceAll('-', '_'));
}

/** Finds a parameter of the plugin for roles. */
export function findBuildkiteParameter(key: string): PipelineSetting | undefined {
  return BUILDKITE_PARAMETERS.find(({ name }) => name === key);
}

/** Finds what a buildspec may have under `env`. */
export function findCodebuildSetting(key: string): PipelineSetting | undefined {
  return CODEBUILD_ENVIRONMENT.find(({ name }) => name === key);
}
