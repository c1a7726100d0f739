import type { IniDocument, IniEntry } from '../documents/ini/nodes.ts';
import {
  plainText,
  type ReadSection,
  type ReadSections,
  type ReadValue,
} from '../documents/ini/readers/reading.ts';

/** The two files of the AWS tools. */
export type AwsFileName = 'config' | 'credentials';

/** A setting with the place where it stands. */
export interface ProfileSetting {
  readonly name: string;
  readonly value: ReadValue['value'];
  readonly file: AwsFileName;
  readonly document: IniDocument;
  /** Missing only where the reader sees a setting in a line that is none for anybody else. */
  readonly entry: IniEntry | undefined;
}

export type ProfileSettings = ReadonlyMap<string, ProfileSetting>;

/** What one file says of a profile. */
export interface ProfilePart {
  readonly document: IniDocument;
  readonly section: ReadSection;
  readonly settings: ProfileSettings;
}

/** A profile as the AWS CLI sees it: both files together. */
export interface Profile {
  readonly name: string;
  /** All settings, those of the credentials file over those of config. */
  readonly settings: ProfileSettings;
  /** Static keys count by file: an id in one and its secret in the other are no pair. */
  readonly config: ProfilePart | undefined;
  readonly credentials: ProfilePart | undefined;
}

/** A section `[sso-session NAME]` or `[services NAME]`. */
export interface NamedSection extends ProfilePart {
  readonly name: string;
}

/** Sections of one file by name. */
export interface FileSections {
  readonly document: IniDocument;
  readonly sections: ReadSections;
}

/** The text of a profile's setting; `undefined` for a missing one, a block and a secret. */
export function settingText({ settings }: Pick<Profile, 'settings'>, name: string): string | undefined {
  return plainText(settings.get(name));
}

/** Whether aws-vault joins the settings of another profile to this one, the source of its role included. */
export function takesSettingsElsewhere({ settings }: Profile): boolean {
  return settings.has('include_profile') || settings.has('parent_profile');
}

/**
 * Joins the profiles of both files as botocore's `full_config` does: key by key, and the credentials file wins. A
 * profile may stand in one file only.
 */
export function mergeProfiles(
  config: FileSections | undefined,
  credentials: FileSections | undefined,
): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Profile>();
  for (const name of new Set([...(config?.sections.keys() ?? []), ...(credentials?.sections.keys() ?? [])])) {
    const inConfig = partOf(config, name, 'config');
    const inCredentials = partOf(credentials, name, 'credentials');
    const settings = new Map([...(inConfig?.settings ?? []), ...(inCredentials?.settings ?? [])]);
    profiles.set(name, { name, settings, config: inConfig, credentials: inCredentials });
  }
  return profiles;
}

/** The sections of the config file that are no profiles. */
export function namedSections(config: FileSections | undefined): ReadonlyMap<string, NamedSection> {
  const found = new Map<string, NamedSection>();
  for (const name of config?.sections.keys() ?? []) {
    const part = partOf(config, name, 'config');
    if (part) found.set(name, { name, ...part });
  }
  return found;
}

function partOf(
  file: FileSections | undefined,
  name: string,
  fileName: AwsFileName,
): ProfilePart | undefined {
  const section = file?.sections.get(name);
  if (!file || !section) return undefined;
  const { document } = file;
  const settings = new Map(
    [...section.settings].map(([key, { value, entry }]) => [
      key,
      { name: key, value, file: fileName, document, entry },
    ]),
  );
  return { document, section, settings };
}
