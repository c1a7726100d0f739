import {
  maskSecrets,
  SecretValue,
  type FileReading,
  type IniDocument,
  type ReadSections,
  type ReadSettings,
} from '@keyless/core';

/** What stands for what must not be shown. */
export const MASK = '***';

/** A setting as it may be shown. */
export interface ShownSetting {
  /** The name; inside a block behind that of the block, with a dot. */
  readonly name: string;
  readonly value: string;
  readonly document: IniDocument;
  /** One-based; `undefined` where the reader sees a setting in what is none for anybody else. */
  readonly line: number | undefined;
}

/**
 * The settings of the profiles of both files: botocore and the SDK for JavaScript alike let each key of `credentials`
 * replace the same key of `config`.
 */
export function profilesOf(
  config: FileReading,
  credentials: FileReading,
): ReadonlyMap<string, ReadonlyMap<string, ShownSetting>> {
  const profiles = new Map<string, ReadonlyMap<string, ShownSetting>>();
  for (const { document, profiles: own } of [config, credentials]) {
    for (const [name, { settings }] of own) {
      const shown = flat(settings, document).map((one) => [one.name, one] as const);
      profiles.set(name, new Map([...(profiles.get(name) ?? []), ...shown]));
    }
  }
  return profiles;
}

/** The settings of named sections of the config file, such as its sso-sessions. */
export function sectionsOf(
  sections: ReadSections,
  document: IniDocument,
): ReadonlyMap<string, ReadonlyMap<string, ShownSetting>> {
  return new Map(
    [...sections].map(([name, { settings }]) => [
      name,
      new Map(flat(settings, document).map((one) => [one.name, one])),
    ]),
  );
}

function flat(settings: ReadSettings, document: IniDocument, prefix = ''): readonly ShownSetting[] {
  return [...settings].flatMap(([key, { value, entry }]): readonly ShownSetting[] => {
    const name = prefix + key;
    if (typeof value !== 'string' && !(value instanceof SecretValue))
      return flat(value, document, `${name}.`);
    const line = entry && document.source.lines.positionAt(entry.keyRange.start).line + 1;
    return [{ name, value: shownValue(value), document, line }];
  });
}

/** People paste into the wrong place: what looks like a secret is masked wherever it stands. */
export function shownValue(value: string | SecretValue): string {
  return value instanceof SecretValue ? MASK : maskSecrets(value);
}

/** What looks like a key or a token in a name. The AWS CLI's names are in small letters, secrets among them too. */
const SECRET_NAME = /(?:a3t[a-z0-9]|akia|asia|abia|acca)[a-z0-9]{12,}|[a-z0-9/+]{40,}/giu;

/** A name of a profile or a key without what looks like a secret in it. */
export function shownName(name: string): string {
  return name.replaceAll(SECRET_NAME, MASK);
}
