import type { RuleLevel } from './settings.ts';
import { SEVERITIES } from './severity.ts';

/** STS grants at least 15 minutes and at most 12 hours, in seconds. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const SESSION_SECONDS = { least: 900, most: 43_200 } as const;

/** How loud a rule can be set to be, from silent to loud. */
export const RULE_LEVELS: readonly RuleLevel[] = ['off', ...[...SEVERITIES].reverse()];

/** An expression of GitHub Actions may stand for either value of `oidc`. */
const EXPRESSION = String.raw`\$\{\{[^\r\n{}]+\}\}`;
const ROLE_ARN = String.raw`arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]{1,576}`;
const REGION = String.raw`[a-z]{2}(?:-[a-z]+)+-\d`;

/** What the texts of `oidc` look like, as sources of regular expressions that the JSON schema shows too. */
export const OIDC_PATTERNS = {
  roleArn: `^(?:${ROLE_ARN}|${EXPRESSION})$`,
  region: `^(?:${REGION}|${EXPRESSION})$`,
} as const;

export function isRuleLevel(value: unknown): value is RuleLevel {
  return (RULE_LEVELS as readonly unknown[]).includes(value);
}

/** Whether a value is a length of a session that STS could grant, in seconds. */
export function isSessionSeconds(value: unknown): value is number {
  const { least, most } = SESSION_SECONDS;
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** Whether a value is fit for a setting of `oidc`. */
export function isOidcValue(name: keyof typeof OIDC_PATTERNS, value: unknown): value is string {
  return typeof value === 'string' && new RegExp(OIDC_PATTERNS[name], 'u').test(value);
}
