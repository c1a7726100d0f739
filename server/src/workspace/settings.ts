import {
  defaultSettings,
  isOidcValue,
  isRuleLevel,
  isSessionSeconds,
  safe,
  safeName,
  SESSION_SECONDS,
  settingsOf,
  type LintOptions,
  type OwnSettings,
  type RuleLevel,
  type SafeText,
  type Settings,
  type WorkspaceFacts,
} from '@keyless/core';
import { isRecord } from './client.ts';
import { NO_DECISION, type TeamDecision } from './team-configuration.ts';

/** The `keyless` section as it applies to a file, together with what the team has decided. */
export interface ResourceSettings {
  readonly lint: Settings;
  /** Fingerprints of the file's findings that the baseline knows. */
  readonly baseline: readonly string[];
  /** The team does not want the file to be judged. */
  readonly isExcluded: boolean;
  /** Whether files that are not open are judged too. */
  readonly workspaceScan: boolean;
  /** Whether role profiles have a line above them. */
  readonly codeLens: boolean;
  /** Whether accounts and durations stand behind values. */
  readonly inlayHints: boolean;
}

/** What holds where nothing is set. */
export const defaultResourceSettings: ResourceSettings = {
  lint: defaultSettings,
  baseline: [],
  isExcluded: false,
  workspaceScan: true,
  codeLens: true,
  inlayHints: true,
};

/** What one person has set in the `keyless` section. */
export interface PersonalSettings extends Pick<
  ResourceSettings,
  'workspaceScan' | 'codeLens' | 'inlayHints'
> {
  readonly own: OwnSettings;
}

/** The section as read, and what is wrong with it in words for the log. Nothing of a wrong value is repeated. */
export interface SettingsReading {
  readonly settings: PersonalSettings;
  readonly problems: readonly SafeText[];
}

/** Reads a `keyless` section. Whatever is wrong is left out; the rest holds. */
export function readSettings(raw: unknown, knownRules: ReadonlySet<string>): SettingsReading {
  const section = isRecord(raw) ? raw : {};
  const problems: SafeText[] = [];
  const oidc = isRecord(section['oidc']) ? section['oidc'] : {};
  const settings: PersonalSettings = {
    own: {
      rules: readLevels(section['rules'], knownRules, problems),
      maxSessionDuration: readDuration(section['maxSessionDuration'], problems),
      oidc: {
        roleArn: readOidc('roleArn', oidc, safe`keyless.oidc.roleArn is no ARN of a role`, problems),
        region: readOidc('region', oidc, safe`keyless.oidc.region is no AWS region`, problems),
      },
    },
    workspaceScan: readFlag(section['workspaceScan'], safe`keyless.workspaceScan`, problems),
    codeLens: readFlag(enabledOf(section['codeLens']), safe`keyless.codeLens.enabled`, problems),
    inlayHints: readFlag(enabledOf(section['inlayHints']), safe`keyless.inlayHints.enabled`, problems),
  };
  return { settings, problems };
}

/** What holds for a file: a person's own settings over the team's. */
export function resourceSettings(
  { own, ...flags }: PersonalSettings,
  { configuration, baseline, isExcluded }: TeamDecision = NO_DECISION,
): ResourceSettings {
  return { lint: settingsOf(configuration, own), baseline, isExcluded, ...flags };
}

/** What a file is judged by. */
export function lintOptions(facts: WorkspaceFacts, { lint, baseline }: ResourceSettings): LintOptions {
  return { facts, settings: lint, baseline: new Set(baseline) };
}

function readLevels(
  raw: unknown,
  knownRules: ReadonlySet<string>,
  problems: SafeText[],
): Readonly<Record<string, RuleLevel>> {
  if (isUnset(raw)) return {};
  if (!isRecord(raw)) {
    problems.push(safe`keyless.rules is no object; it is ignored`);
    return {};
  }
  const levels: Record<string, RuleLevel> = {};
  for (const [id, level] of Object.entries(raw)) {
    if (!knownRules.has(id))
      problems.push(safe`keyless.rules names no rule of this version: ${safeName(id)}`);
    else if (isRuleLevel(level)) levels[id] = level;
    else if (!isUnset(level)) {
      problems.push(safe`keyless.rules takes off, hint, info, warning or error; ignored for ${safeName(id)}`);
    }
  }
  return levels;
}

function readDuration(raw: unknown, problems: SafeText[]): number | undefined {
  if (isUnset(raw) || isSessionSeconds(raw)) return raw ?? undefined;
  const { least, most } = SESSION_SECONDS;
  problems.push(safe`keyless.maxSessionDuration is no whole number from ${least} to ${most}; it is ignored`);
  return undefined;
}

function readOidc(
  name: 'roleArn' | 'region',
  section: Readonly<Record<string, unknown>>,
  problem: SafeText,
  problems: SafeText[],
): string {
  const raw = section[name];
  if (isUnset(raw) || raw === '') return '';
  if (isOidcValue(name, raw)) return raw;
  problems.push(safe`${problem}; it is ignored`);
  return '';
}

/** All flags are on where nobody has turned them off. */
function readFlag(raw: unknown, name: SafeText, problems: SafeText[]): boolean {
  if (typeof raw === 'boolean') return raw;
  if (!isUnset(raw)) problems.push(safe`${name} is neither true nor false; the default is used`);
  return true;
}

function enabledOf(section: unknown): unknown {
  return isRecord(section) ? section['enabled'] : section;
}

/** Clients send null for what nobody has set. */
function isUnset(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
