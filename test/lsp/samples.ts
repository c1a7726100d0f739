/** Keys in AWS's alphabets that belong to nobody. */
export const SECRETS = {
  sessionKeyId: 'ASIAQ3EGRT7YHXW5KLMN',
  longTermKeyId: 'AKIAQ3EGRT7YHXW5KLMN',
  secretKey: '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',
  sessionToken: `IQoJb3JpZ2luX2VjE${'Fh7'.repeat(40)}Qz8LmK==`,
} as const;

/** A config with a pasted session. */
export const CONFIG = `# 🔑 pasted on Monday
[profile dev]
region = eu-central-1
aws_access_key_id = ${SECRETS.sessionKeyId}
aws_secret_access_key = ${SECRETS.secretKey}
aws_session_token = ${SECRETS.sessionToken}
`;

export const ENV = `APP=shop
AWS_ACCESS_KEY_ID=${SECRETS.sessionKeyId}
AWS_SECRET_ACCESS_KEY=${SECRETS.secretKey}
AWS_SESSION_TOKEN=${SECRETS.sessionToken}
`;

export const WORKFLOW = `name: deploy
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
      AWS_ACCESS_KEY_ID: ${SECRETS.longTermKeyId}
      AWS_SECRET_ACCESS_KEY: ${SECRETS.secretKey}
    steps:
      - run: aws s3 sync . s3://shop
`;

/** A workflow that assumes a role by OIDC. */
export function oidcWorkflow(role: string): string {
  return `name: release
on: push
permissions:
  id-token: write
  contents: read
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: ${role}
          aws-region: eu-central-1
      - run: aws s3 ls
`;
}
