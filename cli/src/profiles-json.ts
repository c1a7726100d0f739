import {
  maskSecrets,
  SecretValue,
  type FileReading,
  type ReadSections,
  type ReadSettings,
} from '@keyless/core';

/** A value of a profile: a text, a mask, or the settings of an indented block. */
export type JsonValue = string | { readonly [key: string]: JsonValue };
type JsonSections = Readonly<Record<string, JsonValue>>;

/** Why there is no answer. */
export interface FileError {
  /** Relative to the working folder, with `/`. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly reason: string;
}

/** What `profiles --json` prints, `version` aside. */
export type ProfilesAnswer =
  | { readonly error: FileError }
  | { readonly profiles: JsonSections; readonly ssoSessions: JsonSections; readonly services: JsonSections };

const MASK = '***';

/** The one object that stands on standard output, with a line ending. */
export function profilesJson(answer: ProfilesAnswer): string {
  return `${JSON.stringify({ version: 1, ...answer }, undefined, 2)}\n`;
}

/**
 * The profiles of both files as one: botocore and the SDK for JavaScript alike let each key of `credentials` replace
 * the same key of `config`. Sessions and services stand in `config` alone.
 */
export function answerOf(config: FileReading, credentials: FileReading): ProfilesAnswer {
  const profiles = new Map<string, ReadSettings>();
  for (const [name, { settings }] of [...config.profiles, ...credentials.profiles]) {
    profiles.set(name, new Map([...(profiles.get(name) ?? []), ...settings]));
  }
  return {
    profiles: mapToJson(profiles, settingsToJson),
    ssoSessions: sectionsToJson(config.ssoSessions),
    services: sectionsToJson(config.services),
  };
}

function sectionsToJson(sections: ReadSections): JsonSections {
  return mapToJson(sections, ({ settings }) => settingsToJson(settings));
}

/** People paste into the wrong place: what looks like a secret is masked wherever it stands. */
function settingsToJson(settings: ReadSettings): JsonSections {
  return mapToJson(settings, ({ value }) => {
    if (value instanceof SecretValue) return MASK;
    return typeof value === 'string' ? maskSecrets(value) : settingsToJson(value);
  });
}

/** What looks like a key or a token in a name. The AWS CLI's names are in small letters, secrets among them too. */
const SECRET_NAME = /(?:a3t[a-z0-9]|akia|asia|abia|acca)[a-z0-9]{12,}|[a-z0-9/+]{40,}/giu;

/** `Object.fromEntries` makes a property of its own even of `__proto__`. */
function mapToJson<Value>(
  map: ReadonlyMap<string, Value>,
  convert: (value: Value) => JsonValue,
): JsonSections {
  return Object.fromEntries(
    [...map].map(([name, value]) => [name.replaceAll(SECRET_NAME, MASK), convert(value)]),
  );
}
