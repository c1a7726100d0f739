/** The action that gives a job AWS credentials, by keys or by OIDC. */
export const CREDENTIALS_ACTION = 'aws-actions/configure-aws-credentials';
