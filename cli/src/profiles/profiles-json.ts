import { SecretValue, type FileReading, type ReadSections, type ReadSettings } from '@keyless/core';
import type { FileError } from './aws-files.ts';
import { shownName, shownValue } from './settings.ts';

/** A value of a profile: a text, a mask, or the settings of an indented block. */
type JsonValue = string | { readonly [key: string]: JsonValue };
type JsonSections = Readonly<Record<string, JsonValue>>;

/** What `profiles --json` prints, `version` aside. */
export type ProfilesAnswer =
  | { readonly error: FileError }
  | {
      readonly profiles: JsonSections;
      readonly ssoSessions: JsonSections;
      readonly services: JsonSections;
      /** Where each value of a profile stands; only where that is asked for. */
      readonly origins?: JsonOrigins;
      /** How each profile comes to its credentials; only where that is asked for. */
      readonly chains?: JsonChains;
    };

/** By profile and setting; settings of a block by `block.name`. Files are relative to the working folder. */
export type JsonOrigins = Readonly<
  Record<string, Readonly<Record<string, { readonly file: string; readonly line: number | null }>>>
>;

/** By profile: one sentence a hop, and one more where the chain is broken. */
export type JsonChains = Readonly<Record<string, readonly string[]>>;

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

function settingsToJson(settings: ReadSettings): JsonSections {
  return mapToJson(settings, ({ value }) =>
    typeof value === 'string' || value instanceof SecretValue ? shownValue(value) : settingsToJson(value),
  );
}

/** `Object.fromEntries` makes a property of its own even of `__proto__`. */
export function mapToJson<Value, Json>(
  map: ReadonlyMap<string, Value>,
  convert: (value: Value, name: string) => Json,
): Readonly<Record<string, Json>> {
  return Object.fromEntries([...map].map(([name, value]) => [shownName(name), convert(value, name)]));
}
