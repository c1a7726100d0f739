import type { PipelineSetting } from '../../../aws/ci/pipeline-settings.ts';
import { safe } from '../../../secret/safe-text.ts';
import { code, phrase, strong, type Prose } from '../../prose.ts';

const AUD = code(safe`aud`);

/** https://docs.gitlab.com/ci/cloud_services/aws/ and https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
export function gitlabTokenProse(part: 'all' | 'token' | 'audience'): Prose {
  const subject = code(safe`project_path:GROUP/PROJECT:ref_type:branch:ref:NAME`);
  switch (part) {
    case 'all':
      return [
        phrase`${strong(safe`OIDC tokens of the job`)}: each name below becomes a variable with a token of its own.`,
        phrase`A job assumes a role in AWS with one: ${code(safe`aws sts assume-role-with-web-identity`)}, or the token in a file that ${code(safe`AWS_WEB_IDENTITY_TOKEN_FILE`)} names. Keys in the variables of the project come before it.`,
      ];
    case 'token':
      return [
        phrase`${strong(safe`An OIDC token`)}, in the variable of this name. It is good as long as the job may run, or for 5 minutes where the job has no timeout.`,
        phrase`Its subject is ${subject}: what the role's trust policy asks for.`,
      ];
    case 'audience':
      return [
        phrase`${AUD} ${safe`–`} whom the token is for. The identity provider in IAM and the role's trust policy have to name the same; the URL of the GitLab server is usual.`,
      ];
  }
}

/** https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/ */
export function bitbucketTokenProse(): Prose {
  return [
    phrase`${strong(safe`OIDC token of the step`)}: with ${code(safe`true`)} the step gets one in ${code(safe`BITBUCKET_STEP_OIDC_TOKEN`)}.`,
    {
      list: 'bullets',
      items: [
        phrase`Pipes of Atlassian for AWS assume the role of ${code(safe`AWS_OIDC_ROLE_ARN`)} with it.`,
        phrase`A script writes it to a file, and names that by ${code(safe`AWS_WEB_IDENTITY_TOKEN_FILE`)} and the role by ${code(safe`AWS_ROLE_ARN`)}.`,
        phrase`Keys in the variables of the repository come before both.`,
      ],
    },
  ];
}

/** What a setting of a CI system is for. */
export function pipelineSettingProse({ name, summary, details }: PipelineSetting): Prose {
  return [phrase`${code(name)} ${safe`–`} ${summary}.`, ...details.map((one) => [one])];
}
