import type { Severity } from './severity.ts';

/** How loud a rule is: a severity, or not run at all. */
export type RuleLevel = Severity | 'off';

/** What a person or a team has chosen; hosts read it from their own configuration. */
export interface Settings {
  /** Levels that differ from a rule's default, by rule id. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** Longest session that the policy allows, in seconds. */
  readonly maxSessionDuration: number;
  readonly oidc: OidcSettings;
}

/** What a rewrite to OIDC puts into a workflow where the repository itself does not tell. Empty: not known. */
export interface OidcSettings {
  readonly roleArn: string;
  readonly region: string;
}

/** Four hours: a working morning, and a third of what STS would grant. */
export const defaultSettings: Settings = {
  rules: {},
  maxSessionDuration: 14_400,
  oidc: { roleArn: '', region: '' },
};
