import type { FailureKind } from '@keyless/sessions';

/** What a tool prints when it fails, and what that truly is. */
export interface Captured {
  readonly tool: string;
  readonly kind: FailureKind;
  readonly output: string;
  readonly subject?: string;
}

const EXPIRED = 'The security token included in the request is expired';
const INVALID = 'The security token included in the request is invalid.';

function cli(code: string, operation: string, message: string): string {
  return `\nAn error occurred (${code}) when calling the ${operation} operation: ${message}\n`;
}

function newCli(code: string, operation: string, message: string): string {
  return `\naws: [ERROR]: An error occurred (${code}) when calling the ${operation} operation: ${message}\n`;
}

/** Printed by the tools themselves, run into each failure; what only AWS can say was said by a server of the tests. */
export const CAPTURED: readonly Captured[] = [
  { tool: 'AWS CLI v1', kind: 'expired-session', output: cli('ExpiredToken', 'GetCallerIdentity', EXPIRED) },
  {
    tool: 'AWS CLI v2.34',
    kind: 'expired-session',
    output: newCli('ExpiredToken', 'GetCallerIdentity', EXPIRED),
  },
  {
    tool: 'AWS CLI, source of a role',
    kind: 'expired-session',
    output: cli('ExpiredToken', 'AssumeRole', EXPIRED),
  },
  {
    tool: 'AWS CLI, DynamoDB',
    kind: 'expired-session',
    output: cli('ExpiredTokenException', 'ListTables', EXPIRED),
  },
  {
    tool: 'AWS CLI, S3',
    kind: 'expired-session',
    output: cli('ExpiredToken', 'ListBuckets', 'The provided token has expired.'),
  },
  {
    tool: 'aws s3 cp',
    kind: 'expired-session',
    output:
      'upload failed: ./a.txt to s3://bucket/a.txt An error occurred (ExpiredToken) when calling the PutObject operation: The provided token has expired.\n',
  },
  {
    tool: 'AWS CLI with retries',
    kind: 'expired-session',
    output: `\nAn error occurred (ExpiredToken) when calling the GetCallerIdentity operation (reached max retries: 4): ${EXPIRED}\n`,
  },
  {
    tool: 'AWS CLI with details',
    kind: 'expired-session',
    output: `${newCli('ExpiredToken', 'GetCallerIdentity', EXPIRED)}\nAdditional error details:\nType: Sender\n`,
  },
  {
    tool: 'AWS CLI, cli_error_format = json',
    kind: 'expired-session',
    output: `{\n    "Code": "ExpiredToken",\n    "Message": "${EXPIRED}"\n}\n`,
  },
  {
    tool: 'AWS CLI, cli_error_format = yaml',
    kind: 'expired-session',
    output: `Code: ExpiredToken\nMessage: ${EXPIRED}\n`,
  },
  {
    tool: 'boto3',
    kind: 'expired-session',
    output: `Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    boto3.client("sts").get_caller_identity()\nbotocore.exceptions.ClientError: An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: ${EXPIRED}\n`,
  },
  {
    tool: 'SDK for JavaScript',
    kind: 'expired-session',
    output: `/app/node_modules/@smithy/x.js:9\n    throw e;\n\nExpiredToken: ${EXPIRED}\n    at throwDefaultError (/app/x.js:1:2) {\n  '$fault': 'client',\n  '$metadata': { httpStatusCode: 403 }\n}\n`,
  },
  {
    tool: 'SDK for Go v2',
    kind: 'expired-session',
    output: `2026/11/25 10:00:00 operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1b2c, api error ExpiredToken: ${EXPIRED}\nexit status 1\n`,
  },
  {
    tool: 'SDK for Go v2, behind a role',
    kind: 'expired-session',
    output: `operation error S3: ListBuckets, get identity: get credentials: failed to refresh cached credentials, operation error STS: AssumeRole, https response error StatusCode: 403, RequestID: 9, api error ExpiredToken: ${EXPIRED}\n`,
  },
  {
    tool: 'SDK for Go v1',
    kind: 'expired-session',
    output: `ExpiredToken: ${EXPIRED}\n\tstatus code: 403, request id: 4f5e\n`,
  },
  {
    tool: 'Terraform',
    kind: 'expired-session',
    output: `╷\n│ Error: validating provider credentials: retrieving caller identity from STS:\n│ operation error STS: GetCallerIdentity, https response error StatusCode:\n│ 403, RequestID: 7d1c, api error ExpiredToken: The security token included in\n│ the request is expired\n│ \n│   with provider["registry.terraform.io/hashicorp/aws"],\n│   on main.tf line 1, in provider "aws":\n│    1: provider "aws" {\n│ \n╵\n`,
  },
  {
    tool: 'Terraform, old',
    kind: 'unaccepted-key',
    output: `╷\n│ Error: error configuring Terraform AWS Provider: error validating provider\n│ credentials: error calling sts:GetCallerIdentity: operation error STS:\n│ GetCallerIdentity, https response error StatusCode: 403, RequestID: a,\n│ api error InvalidClientTokenId: The security token included in the request\n│ is invalid.\n╵\n`,
  },
  {
    tool: 'SDK for Java v2',
    kind: 'expired-session',
    output: `Exception in thread "main" software.amazon.awssdk.services.sts.model.StsException: ${EXPIRED} (Service: Sts, Status Code: 403, Request ID: 8a) (SDK Attempt Count: 1)\n\tat software.amazon.awssdk.core.Foo.bar(Foo.java:1)\n`,
  },
  {
    tool: 'SDK for Java v1',
    kind: 'unaccepted-key',
    output: `com.amazonaws.services.cloudwatch.model.AmazonCloudWatchException: ${INVALID} (Service: AmazonCloudWatch; Status Code: 403; Error Code: InvalidClientTokenId; Request ID: 1)\n`,
  },
  { tool: 'CDK', kind: 'expired-session', output: 'Assuming role failed: ExpiredToken\n' },
  {
    tool: 'CDK, synth',
    kind: 'expired-session',
    output:
      'There are expired AWS credentials in your environment. The CDK app will synth without current account information.\n',
  },
  {
    tool: 'CDK, no credentials',
    kind: 'no-credentials',
    output: 'Need to perform AWS calls for account 111122223333, but no credentials have been configured\n',
  },
  {
    tool: 'CDK, other account',
    kind: 'other-account',
    subject: '111122223333',
    output:
      'Need to perform AWS calls for account 111122223333, but the current credentials are for 444455556666\n',
  },
  {
    tool: 'CDK, no account',
    kind: 'no-credentials',
    output:
      'Unable to resolve AWS account to use. It must be either configured when you define your CDK Stack, or through the environment\n',
  },
  {
    tool: 'GitHub action, no permission',
    kind: 'action-without-credentials',
    output:
      'Error: Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers\n',
  },
  {
    tool: 'GitHub action, trust policy',
    kind: 'role-denied',
    output:
      'Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity\n',
  },
  {
    tool: 'GitHub action, no provider',
    kind: 'oidc-refused',
    output:
      'Error: Could not assume role with OIDC: No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com\n',
  },
  {
    tool: 'GitHub action, stored keys',
    kind: 'unaccepted-key',
    output: `Error: Could not assume role with user credentials: ${INVALID}\n`,
  },
  {
    tool: 'AWS CLI, web identity',
    kind: 'expired-web-token',
    output: cli(
      'ExpiredTokenException',
      'AssumeRoleWithWebIdentity',
      'Token expired: current date/time 1764060000 must be before the expiration date/time 1764050000',
    ),
  },
  {
    tool: 'AWS CLI, unknown key',
    kind: 'unaccepted-key',
    output: cli('InvalidClientTokenId', 'GetCallerIdentity', INVALID),
  },
  {
    tool: 'AWS CLI, unknown key, DynamoDB',
    kind: 'unaccepted-key',
    output: newCli('UnrecognizedClientException', 'ListTables', INVALID),
  },
  {
    tool: 'AWS CLI, unknown key, S3',
    kind: 'unaccepted-key',
    output: cli(
      'InvalidAccessKeyId',
      'ListBuckets',
      'The AWS Access Key Id you provided does not exist in our records.',
    ),
  },
  {
    tool: 'AWS CLI, unreadable token',
    kind: 'unaccepted-key',
    output: cli('InvalidToken', 'ListBuckets', 'The provided token is malformed or otherwise invalid.'),
  },
  {
    tool: 'AWS CLI, EC2',
    kind: 'unaccepted-key',
    output: cli(
      'AuthFailure',
      'DescribeInstances',
      'AWS was not able to validate the provided access credentials',
    ),
  },
  {
    tool: 'AWS CLI, wrong secret',
    kind: 'wrong-secret',
    output: cli(
      'SignatureDoesNotMatch',
      'GetCallerIdentity',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
    ),
  },
  {
    tool: 'AWS CLI, wrong clock',
    kind: 'wrong-clock',
    output: cli(
      'SignatureDoesNotMatch',
      'GetCallerIdentity',
      'Signature expired: 20261125T080000Z is now earlier than 20261125T101500Z (20261125T103000Z - 15 min.)',
    ),
  },
  {
    tool: 'AWS CLI, EC2, late',
    kind: 'wrong-clock',
    output: cli('RequestExpired', 'DescribeInstances', 'Request has expired.'),
  },
  {
    tool: 'AWS CLI, STS switched off',
    kind: 'region-disabled',
    output: cli(
      'RegionDisabledException',
      'AssumeRole',
      'STS is not activated in this region for account:111122223333.',
    ),
  },
  {
    tool: 'AWS CLI, role denied',
    kind: 'role-denied',
    output: cli(
      'AccessDenied',
      'AssumeRole',
      'User: arn:aws:iam::111122223333:user/dev is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/Deploy',
    ),
  },
  {
    tool: 'AWS CLI, OIDC refused',
    kind: 'oidc-refused',
    output: cli('InvalidIdentityToken', 'AssumeRoleWithWebIdentity', 'Incorrect token audience'),
  },
  {
    tool: 'AWS CLI, chained role',
    kind: 'chained-duration',
    output: cli(
      'ValidationError',
      'AssumeRole',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    ),
  },
  {
    tool: 'AWS CLI, long session',
    kind: 'long-duration',
    output: newCli(
      'ValidationError',
      'AssumeRole',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ),
  },
  {
    tool: 'AWS CLI, too long',
    kind: 'duration-out-of-range',
    output: cli(
      'ValidationError',
      'AssumeRole',
      "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
    ),
  },
  {
    tool: 'AWS CLI v1, too short',
    kind: 'duration-out-of-range',
    output:
      '\nParameter validation failed:\nInvalid value for parameter DurationSeconds, value: 899, valid min value: 900\n',
  },
  {
    tool: 'AWS CLI v2, too short',
    kind: 'duration-out-of-range',
    output:
      '\naws: [ERROR]: An error occurred (ParamValidation): Parameter validation failed:\nInvalid value for parameter DurationSeconds, value: 899, valid min value: 900\n',
  },
  {
    tool: 'AWS CLI v1, nothing',
    kind: 'no-credentials',
    output: '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n',
  },
  {
    tool: 'AWS CLI v2, nothing',
    kind: 'no-credentials',
    output:
      'aws: [ERROR]: An error occurred (NoCredentials): Unable to locate credentials. You can configure credentials by running "aws login".\n',
  },
  {
    tool: 'boto3, nothing',
    kind: 'no-credentials',
    output: 'botocore.exceptions.NoCredentialsError: Unable to locate credentials\n',
  },
  {
    tool: 'SDK for JavaScript, nothing',
    kind: 'no-credentials',
    output: 'CredentialsProviderError: Could not load credentials from any providers\n    at x (y.js:1:1)\n',
  },
  {
    tool: 'Terraform, nothing',
    kind: 'no-credentials',
    output:
      '╷\n│ Error: No valid credential sources found\n│ \n│   with provider["registry.terraform.io/hashicorp/aws"],\n╵\n',
  },
  {
    tool: 'AWS CLI, half a key',
    kind: 'partial-credentials',
    subject: 'aws_secret_access_key',
    output: '\nPartial credentials found in config-file, missing: aws_secret_access_key\n',
  },
  {
    tool: 'AWS CLI, role without source',
    kind: 'partial-credentials',
    subject: 'source_profile or credential_source',
    output:
      '\naws: [ERROR]: Partial credentials found in assume-role, missing: source_profile or credential_source\n',
  },
  {
    tool: 'AWS CLI v1, broken entry',
    kind: 'corrupt-entry',
    subject: 'ecd91d7989471012b3d38d435d4d037a581676a5',
    output: "\n'ecd91d7989471012b3d38d435d4d037a581676a5'\n",
  },
  {
    tool: 'AWS CLI v2, broken entry',
    kind: 'corrupt-entry',
    subject: 'ecd91d7989471012b3d38d435d4d037a581676a5',
    output: "\naws: [ERROR]: 'ecd91d7989471012b3d38d435d4d037a581676a5'\n",
  },
  {
    tool: 'AWS CLI, entry without credentials',
    kind: 'corrupt-entry',
    output: "\naws: [ERROR]: 'Credentials'\n",
  },
  {
    tool: 'AWS CLI, entry without zone',
    kind: 'corrupt-entry',
    output: "\ncan't subtract offset-naive and offset-aware datetimes\n",
  },
  {
    tool: 'AWS CLI, entry without date',
    kind: 'corrupt-entry',
    output: '\naws: [ERROR]: Unknown string format: notadate\n',
  },
  {
    tool: 'AWS CLI, no such profile',
    kind: 'unknown-profile',
    subject: 'nope',
    output: '\nThe config profile (nope) could not be found\n',
  },
  {
    tool: 'AWS CLI, empty AWS_PROFILE',
    kind: 'unknown-profile',
    subject: '',
    output: '\naws: [ERROR]: The config profile () could not be found\n',
  },
  {
    tool: 'AWS CLI v1, broken file',
    kind: 'unreadable-file',
    subject: '/home/me/.aws/config',
    output:
      'Traceback (most recent call last):\n  File "x.py", line 1\nbotocore.exceptions.ConfigParseError: Unable to parse config file: /home/me/.aws/config\n',
  },
  {
    tool: 'AWS CLI, no such source',
    kind: 'unknown-source-profile',
    subject: 'nope',
    output: '\nThe source_profile "nope" referenced in the profile "missingsrc" does not exist.\n',
  },
  {
    tool: 'AWS CLI, wrong credential_source',
    kind: 'invalid-credential-source',
    subject: 'environment',
    output: '\nThe credential source "environment" referenced in profile "badcs" is not valid.\n',
  },
  {
    tool: 'AWS CLI, empty environment',
    kind: 'source-without-credentials',
    output:
      '\nError when retrieving credentials from Environment: No credentials found in credential_source referenced in profile envcs\n',
  },
  {
    tool: 'AWS CLI, empty source',
    kind: 'source-without-credentials',
    subject: 'base',
    output: '\nThe source profile "base" must have credentials.\n',
  },
  {
    tool: 'AWS CLI, circle',
    kind: 'profile-cycle',
    subject: 'loopa',
    output:
      "\nInfinite loop in credential configuration detected. Attempting to load from profile loopa which has already been visited. Visited profiles: ['loopa', 'loopb']\n",
  },
  {
    tool: 'AWS CLI, half an SSO profile',
    kind: 'incomplete-sso',
    subject: 'dev',
    output:
      '\nThe profile "dev" is configured to use SSO but is missing required configuration: sso_role_name, sso_region\n',
  },
  {
    tool: 'AWS CLI, no such session',
    kind: 'unknown-sso-session',
    subject: 'nope',
    output: '\nThe specified sso-session does not exist: "nope"\n',
  },
  {
    tool: 'AWS CLI, two start URLs',
    kind: 'inconsistent-sso',
    subject: 'sso_start_url',
    output:
      '\nThe value for sso_start_url is inconsistent between profile (https://a.awsapps.com/start) and sso-session (https://b.awsapps.com/start).\n',
  },
  {
    tool: 'AWS CLI, ended sign-in',
    kind: 'sso-login',
    output: '\nError when retrieving token from sso: Token has expired and refresh failed\n',
  },
  {
    tool: 'AWS CLI, ended sign-in, old form',
    kind: 'sso-login',
    output:
      '\nThe SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.\n',
  },
  {
    tool: 'AWS CLI, no sign-in yet',
    kind: 'sso-login',
    subject: 'my-sso',
    output: '\nError loading SSO Token: Token for my-sso does not exist\n',
  },
  {
    tool: 'SDK for JavaScript, ended sign-in, old form',
    kind: 'sso-login',
    output:
      'CredentialsProviderError: The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.\n',
  },
  {
    tool: 'SDK for JavaScript, no sign-in yet',
    kind: 'sso-login',
    subject: 'P',
    output:
      "CredentialsProviderError: The SSO session token associated with profile=P was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.\n",
  },
  {
    tool: 'SDK for JavaScript, ended sign-in',
    kind: 'sso-login',
    output:
      "TokenProviderError: Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.\n",
  },
  {
    tool: 'SDK for JavaScript, token without refresh',
    kind: 'sso-login',
    output:
      "TokenProviderError: Value not present for 'clientId' in SSO Token. Cannot refresh. To refresh this SSO session run 'aws sso login' with the corresponding profile.\n",
  },
  {
    tool: 'Terraform, ended sign-in',
    kind: 'sso-login',
    output:
      '╷\n│ Error: No valid credential sources found\n│ \n│ Error: failed to refresh cached credentials, refresh cached SSO token failed,\n│ unable to refresh SSO token, operation error SSO OIDC: CreateToken\n╵\n',
  },
  {
    tool: 'AWS CLI, no console login yet',
    kind: 'console-login',
    output:
      "\naws: [ERROR]: Error loading login session token: Unable to load a existing login session for session arn:aws:iam::111122223333:user/dev, Please reauthenticate with 'aws login'.\n",
  },
  {
    tool: 'AWS CLI, ended console login',
    kind: 'console-login',
    output: "\naws: [ERROR]: Your session has expired. Please reauthenticate using 'aws login'.\n",
  },
  {
    tool: 'boto3, ended console login',
    kind: 'console-login',
    output:
      "botocore.exceptions.LoginRefreshRequired: Your session has expired or credentials have changed. Please reauthenticate using 'aws login'.\n",
  },
  {
    tool: 'boto3, MFA session over',
    kind: 'mfa-needed',
    output:
      'botocore.exceptions.RefreshWithMFAUnsupportedError: Cannot refresh credentials: MFA token required.\n',
  },
  {
    tool: 'AWS CLI, silent process',
    kind: 'failed-process',
    output: '\nError when retrieving credentials from custom-process: \n',
  },
  {
    tool: 'AWS CLI, process without secret',
    kind: 'failed-process',
    output:
      "\nError when retrieving credentials from custom-process: Missing required key in response: 'SecretAccessKey'\n",
  },
  {
    tool: 'AWS CLI, process with an ended session',
    kind: 'failed-process',
    output: '\nCredentials were refreshed, but the refreshed credentials are still expired.\n',
  },
];
