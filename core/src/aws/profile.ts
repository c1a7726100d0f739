import type { IniDocument } from '../documents/ini/nodes.ts';
import { PartSettings } from './part-settings.ts';
import type { AwsFileName, ProfileSetting, ProfileSettings } from './profile-setting.ts';
import { plainText, type ReadSection, type ReadSections } from '../documents/ini/readers/reading.ts';

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

/** The identities of the sections that a profile is read from: with the same ones it is the same in every version of the files. */
export function identitiesOf({ config, credentials }: Profile): readonly object[] {
  const sections = [...(config?.section.sections ?? []), ...(credentials?.section.sections ?? [])];
  return sections.map(({ identity }) => identity);
}

/** The identity of the section that a profile is read from; `undefined` where it is read from several. */
export function onlyIdentityOf({ config, credentials }: Profile): object | undefined {
  const inConfig = config?.section.sections ?? NO_SECTIONS;
  const inCredentials = credentials?.section.sections ?? NO_SECTIONS;
  if (inConfig.length + inCredentials.length !== 1) return undefined;
  return (inConfig[0] ?? inCredentials[0])?.identity;
}

const NO_SECTIONS: ReadSection['sections'] = [];

/**
 * Joins the profiles of both files as botocore's `full_config` does: key by key, and the credentials file wins. A
 * profile may stand in one file only.
 */
export function mergeProfiles(
  config: FileSections | undefined,
  credentials: FileSections | undefined,
): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Profile>();
  for (const name of config?.sections.keys() ?? [])
    profiles.set(name, new MergedProfile(name, config, credentials));
  for (const name of credentials?.sections.keys() ?? [])
    if (!profiles.has(name)) profiles.set(name, new MergedProfile(name, undefined, credentials));
  return profiles;
}

/** The sections of the config file that are no profiles. */
export function namedSections(config: FileSections | undefined): ReadonlyMap<string, NamedSection> {
  const found = new Map<string, NamedSection>();
  for (const [name, section] of config?.sections ?? [])
    if (config) found.set(name, new SectionPart(name, section, 'config', config.document));
  return found;
}

/** Of a thousand profiles most are only asked for their names: the rest is made when somebody wants it. */
class MergedProfile implements Profile {
  readonly name: string;
  readonly config: ProfilePart | undefined;
  readonly credentials: ProfilePart | undefined;
  #settings: ProfileSettings | undefined;

  constructor(name: string, config: FileSections | undefined, credentials: FileSections | undefined) {
    this.name = name;
    this.config = partOf(config, name, 'config');
    this.credentials = partOf(credentials, name, 'credentials');
  }

  get settings(): ProfileSettings {
    return (this.#settings ??= joinSettings(this.config, this.credentials));
  }
}

function joinSettings(
  config: ProfilePart | undefined,
  credentials: ProfilePart | undefined,
): ProfileSettings {
  if (!config || !credentials) return (config ?? credentials)?.settings ?? new Map<string, ProfileSetting>();
  return new Map([...config.settings, ...credentials.settings]);
}

function partOf(
  file: FileSections | undefined,
  name: string,
  fileName: AwsFileName,
): ProfilePart | undefined {
  const section = file?.sections.get(name);
  return file && section && new SectionPart(name, section, fileName, file.document);
}

class SectionPart implements NamedSection {
  readonly name: string;
  readonly section: ReadSection;
  readonly document: IniDocument;
  readonly #file: AwsFileName;
  #settings: ProfileSettings | undefined;

  constructor(name: string, section: ReadSection, file: AwsFileName, document: IniDocument) {
    this.name = name;
    this.section = section;
    this.document = document;
    this.#file = file;
  }

  get settings(): ProfileSettings {
    return (this.#settings ??= new PartSettings(this.section.settings, this.#file, this.document));
  }
}
