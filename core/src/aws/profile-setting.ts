import type { IniDocument, IniEntry } from '../documents/ini/nodes.ts';
import type { ReadValue } from '../documents/ini/readers/reading.ts';

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
