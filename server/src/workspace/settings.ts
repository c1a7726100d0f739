import {
  defaultSettings,
  safe,
  safeName,
  SEVERITIES,
  type RuleLevel,
  type SafeText,
  type Settings,
} from '@keyless/core';
import { isRecord } from './client.ts';

/** The `keyless` section as it applies to a file. */
export interface ResourceSettings {
  readonly lint: Settings;
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
  workspaceScan: true,
  codeLens: true,
  inlayHints: true,
};

/** STS grants at least 15 minutes and at most 12 hours, in seconds. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SESSION_SECONDS = { least: 900, most: 43_200 };

/** An expression of GitHub Actions may stand for either value. */
const EXPRESSION = /^\$\{\{[^\r\n{}]+\}\}$/u;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/u;
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/u;

/** The section as read, and what is wrong with it in words for the log. Nothing of a wrong value is repeated. */
export interface SettingsReading {
  readonly settings: ResourceSettings;
  readonly problems: readonly SafeText[];
}

/** Reads a `keyless` section. Whatever is wrong is left out; the rest holds. */
export function readSettings(raw: unknown, knownRules: ReadonlySet<string>): SettingsReading {
  const section = isRecord(raw) ? raw : {};
  const problems: SafeText[] = [];
  const oidc = isRecord(section['oidc']) ? section['oidc'] : {};
  const settings: ResourceSettings = {
    lint: {
      rules: readLevels(section['rules'], knownRules, problems),
      maxSessionDuration: readDuration(section['maxSessionDuration'], problems),
      oidc: {
        roleArn: readText(
          oidc['roleArn'],
          ROLE_ARN,
          safe`keyless.oidc.roleArn is no ARN of a role`,
          problems,
        ),
        region: readText(oidc['region'], REGION, safe`keyless.oidc.region is no AWS region`, problems),
      },
    },
    workspaceScan: readFlag(section['workspaceScan'], safe`keyless.workspaceScan`, problems),
    codeLens: readFlag(enabledOf(section['codeLens']), safe`keyless.codeLens.enabled`, problems),
    inlayHints: readFlag(enabledOf(section['inlayHints']), safe`keyless.inlayHints.enabled`, problems),
  };
  return { settings, problems };
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
    else if (isLevel(level)) levels[id] = level;
    else if (!isUnset(level)) {
      problems.push(safe`keyless.rules takes off, hint, info, warning or error; ignored for ${safeName(id)}`);
    }
  }
  return levels;
}

function isLevel(value: unknown): value is RuleLevel {
  return value === 'off' || (SEVERITIES as readonly unknown[]).includes(value);
}

function readDuration(raw: unknown, problems: SafeText[]): number {
  if (isUnset(raw)) return defaultSettings.maxSessionDuration;
  const { least, most } = SESSION_SECONDS;
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= least && raw <= most) return raw;
  problems.push(
    safe`keyless.maxSessionDuration is no whole number from ${least} to ${most}; the default is used`,
  );
  return defaultSettings.maxSessionDuration;
}

function readText(raw: unknown, pattern: RegExp, problem: SafeText, problems: SafeText[]): string {
  if (isUnset(raw) || raw === '') return '';
  if (typeof raw === 'string' && (pattern.test(raw) || EXPRESSION.test(raw))) return raw;
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
