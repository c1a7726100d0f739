import { failureByCode, failureByMessage } from './by-code.ts';
import type { FailureKind, ToolFailure } from './tool-failure.ts';

/** How one tool words its failures. */
export interface Pattern {
  /** Global, so that each place is found; `named` groups hold what the tool said. */
  readonly expression: RegExp;
  /** @param before The text in front of the match, as much as a message may be long. */
  readonly read: (
    groups: Readonly<Record<string, string | undefined>>,
    whole: string,
    before: string,
  ) => ToolFailure | undefined;
}

function always(kind: FailureKind, expression: RegExp): Pattern {
  return { expression, read: ({ subject }, message) => ({ kind, subject, message }) };
}

function service(expression: RegExp): Pattern {
  return {
    expression,
    read: ({ code, op, msg }) =>
      failureByCode({ code: code ?? '', operation: op, message: (msg ?? '').trim() }),
  };
}

/** What stands between the name of an exception and the end. */
function lastSentence(before: string): string {
  return (/[^\n:]*$/u.exec(before)?.[0] ?? '').trim();
}

/**
 * The wordings of the tools, the most specific first: where two fit the same place, the earlier counts. Taken from what
 * the AWS CLI (v1, v2), boto3, the SDKs for JavaScript, Go and Java, Terraform, the CDK and GitHub's action print.
 */
export const PATTERNS: readonly Pattern[] = [
  // AWS CLI and boto3. The operation is `AssumeRole` where the credentials behind a role are at fault.
  service(
    /An error occurred \((?<code>[A-Za-z0-9._]+)\) when calling the (?<op>\w+) operation(?: \(reached max retries: \d+\))?: (?<msg>[^\n]*)/gu,
  ),
  // AWS CLI 2.34 and later, cli_error_format = json.
  service(/"Code":\s*"(?<code>[A-Za-z0-9._]+)",\s*"Message":\s*"(?<msg>[^"\n]*)"/gu),
  // … = yaml.
  service(/^Code: (?<code>[A-Za-z0-9._]+)\nMessage: (?<msg>[^\n]*)/gmu),
  // SDK for Go v2, and Terraform with it.
  service(
    /operation error (?<svc>[\w .-]{1,40}): (?<op>\w+), (?:(?!operation error)[^│]){0,600}?api error (?<code>\w+): (?<msg>[^\n│]*)/gu,
  ),
  // SDK for Go v1.
  service(
    /(?<code>ExpiredToken|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException|ValidationError|AccessDenied): (?<msg>[^\n]*?)\s+status code: \d{3}, request id: \S+/gu,
  ),
  // SDKs for Java, v1 with a code and v2 without.
  {
    expression:
      / \(Service: [^;\n]{1,100}; Status Code: \d{3}; Error Code: (?<code>[^;\n]{1,100}); Request ID: /gu,
    read: ({ code = '' }, _whole, before) => failureByCode({ code, message: lastSentence(before) }),
  },
  {
    expression: / \(Service: [^,\n]{1,100}, Status Code: \d{3}, Request ID: /gu,
    read: (_groups, _whole, before) => failureByMessage(lastSentence(before)),
  },
  {
    // The next line may be the rest of this one.
    expression:
      /Could not assume role with (?:OIDC|user credentials|web identity token file): (?<msg>[^\n]*)(?<rest>\n[^\n]+)?/gu,
    read: ({ msg = '', rest = '' }) =>
      failureByMessage(`${msg.trim()} ${rest.trim()}`) ?? { kind: 'role-denied', message: msg.trim() },
  },
  always('action-without-credentials', /Credentials could not be loaded, please check your action inputs/gu),
  always(
    'expired-session',
    /Assuming role failed: ExpiredToken|There are expired AWS credentials in your environment\./gu,
  ),
  always(
    'other-account',
    /Need to perform AWS calls for account (?<subject>\S+), but the current credentials are for \d{12}/gu,
  ),
  always(
    'no-credentials',
    /Need to perform AWS calls for account \S+, but no credentials have been configured|Unable to resolve AWS account to use\. It must be either configured/gu,
  ),
  // SDK for JavaScript.
  service(
    /^(?:Uncaught )?(?<code>ExpiredToken(?:Exception)?|InvalidClientTokenId|UnrecognizedClientException|InvalidToken|InvalidAccessKeyId|SignatureDoesNotMatch): (?<msg>[^\n]*)/gmu,
  ),
  // AWS CLI and boto3, before they call anybody.
  always('sso-login', /Error when retrieving token from \w+: Token has expired and refresh failed/gu),
  always(
    'sso-login',
    /The SSO session associated with this profile has expired or is otherwise invalid\. To refresh this SSO session run aws sso login with the corresponding profile\./gu,
  ),
  always('sso-login', /Error loading SSO Token: Token for (?<subject>\S+) does not exist/gu),
  {
    expression:
      /The SSO session (?:token )?associated with (?:this profile|profile=(?<profile>\S+)) (?:has expired|is invalid|was not found or is invalid)\. To refresh this SSO session run '?aws sso login'? with the corresponding profile\./gu,
    read: ({ profile }, message) => ({ kind: 'sso-login', subject: profile, message }),
  },
  always(
    'sso-login',
    /(?:Token is expired|Value not present for '\w+' in SSO Token(?:\. Cannot refresh)?)\. To refresh this SSO session run 'aws sso login' with the corresponding profile\./gu,
  ),
  always(
    'sso-login',
    /the SSO session has expired or is invalid|cached SSO token is expired, or not present, and cannot be refreshed|unable to refresh SSO token/gu,
  ),
  always(
    'console-login',
    /Your session has expired(?: or credentials have changed)?\. Please reauthenticate(?: using 'aws login')?\.|Error loading login session token: [^\n]+|Unable to refresh (?:login )?credentials because of a change in your password\./gu,
  ),
  always('unknown-profile', /The config profile \((?<subject>.*?)\) could not be found/gu),
  always('unreadable-file', /Unable to parse config file: (?<subject>[^\n]+)/gu),
  always(
    'profile-cycle',
    /Infinite loop in credential configuration detected\. Attempting to load from profile (?<subject>.+?) which has already been visited\./gu,
  ),
  always(
    'unknown-source-profile',
    /The source_profile "(?<subject>[^"\n]*)" referenced in the profile "[^"\n]*" does not exist\./gu,
  ),
  always(
    'invalid-credential-source',
    /The credential source "(?<subject>[^"\n]*)" referenced in profile "[^"\n]*" is not valid\./gu,
  ),
  always(
    'source-without-credentials',
    /The source profile "(?<subject>[^"\n]*)" must have credentials\.|No credentials found in credential_source referenced in profile (?<other>\S+)/gu,
  ),
  {
    expression: /Partial credentials found in (?<provider>[\w-]+), missing: (?<key>[^\n]+)/gu,
    read: ({ key }, message) => ({ kind: 'partial-credentials', subject: key?.trim(), message }),
  },
  always(
    'incomplete-sso',
    /The profile "(?<subject>[^"\n]*)" is configured to use SSO but is missing required configuration: [^\n]+/gu,
  ),
  always('unknown-sso-session', /The specified sso-session does not exist: "(?<subject>[^"\n]*)"/gu),
  always(
    'inconsistent-sso',
    /The value for (?<subject>sso_\w+) is inconsistent between profile \([^\n]*?\) and sso-session/gu,
  ),
  always(
    'failed-process',
    /Error when retrieving credentials from custom-process: ?[^\n]*|Credentials were refreshed, but the refreshed credentials are still expired\./gu,
  ),
  always('mfa-needed', /Cannot refresh credentials: MFA token required\./gu),
  {
    expression: /for parameter DurationSeconds, value: (?<val>-?\d+), valid min value: 900/gu,
    read: (_groups, message) => ({ kind: 'duration-out-of-range', message }),
  },
  // In bare words, for what has lost its code on the way: nobody but AWS speaks so.
  {
    expression: /The security token included in the request is (?:expired|invalid)\.?/gu,
    read: (_groups, message) => failureByMessage(message),
  },
  always(
    'chained-duration',
    /The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining/gu,
  ),
  always('long-duration', /The requested DurationSeconds exceeds the MaxSessionDuration set for this role/gu),
  always(
    'no-credentials',
    /Unable to locate credentials(?:\. You can configure credentials by running "aws (?:configure|login)"\.|[ \t]{0,3}$)|CredentialsProviderError: Could not load credentials from any providers|No valid credential sources found/gmu,
  ),
  // All that is printed of a cache entry that cannot be read is its name, in quotes.
  always('corrupt-entry', /^aws: \[ERROR\]: '(?<subject>[0-9a-f]{40}|Credentials)'$/gmu),
  always('corrupt-entry', /^\n{0,2}'(?<subject>[0-9a-f]{40}|Credentials)'\n{0,2}$/gu),
  always(
    'corrupt-entry',
    /^(?:aws: \[ERROR\]: )?(?:can't subtract offset-naive and offset-aware datetimes|Unknown string format: [^\n]+)$/gmu,
  ),
];
