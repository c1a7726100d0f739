import type { OidcSettings, RuleLevel, Settings } from '../rule-api/settings.ts';
import { defaultSettings } from '../rule-api/settings.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/** What a team has chosen in `.keyless.yaml`. Whatever is wrong there is left out. */
export interface Configuration {
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** In seconds; `undefined` where the file does not say. */
  readonly maxSessionDuration: number | undefined;
  /** Patterns in the form of `.gitignore`, relative to the file's folder. */
  readonly exclude: readonly string[];
  readonly oidc: Partial<OidcSettings>;
  /** The file of known findings, relative to the configuration's folder; with the place where it is named. */
  readonly baseline: { readonly path: string; readonly range: Range } | undefined;
}

/** Something in the file that is not as it should be. */
export type ConfigurationProblem =
  | { readonly type: 'unknown-key'; readonly key: SafeText; readonly range: Range; readonly known: SafeText }
  | {
      readonly type: 'unknown-rule';
      readonly key: SafeText;
      readonly range: Range;
      readonly near: SafeText | undefined;
    }
  | {
      readonly type: 'wrong-value';
      readonly key: SafeText;
      readonly range: Range;
      readonly expected: SafeText;
    }
  | { readonly type: 'duplicate-key' | 'no-map'; readonly key: SafeText; readonly range: Range }
  | { readonly type: 'unreadable'; readonly key: SafeText; readonly range: Range; readonly reason: SafeText };

/** What stands in a configuration, and what is wrong with it. */
export interface ConfigurationReading {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/** No file, or an empty one. */
export const emptyConfiguration: Configuration = {
  rules: {},
  maxSessionDuration: undefined,
  exclude: [],
  oidc: {},
  baseline: undefined,
};

/** What one person has set; `undefined` and the empty text are not set. */
export interface OwnSettings {
  readonly rules?: Readonly<Record<string, RuleLevel>> | undefined;
  readonly maxSessionDuration?: number | undefined;
  readonly oidc?: Partial<OidcSettings> | undefined;
}

/** The settings that hold: a person's own, then the team's, then the defaults; rule by rule and key by key. */
export function settingsOf(team: Configuration, own: OwnSettings): Settings {
  const first = (...values: readonly (string | undefined)[]): string =>
    values.find((value) => value !== undefined && value !== '') ?? '';
  return {
    rules: { ...team.rules, ...own.rules },
    maxSessionDuration:
      own.maxSessionDuration ?? team.maxSessionDuration ?? defaultSettings.maxSessionDuration,
    oidc: {
      roleArn: first(own.oidc?.roleArn, team.oidc.roleArn),
      region: first(own.oidc?.region, team.oidc.region),
    },
  };
}
