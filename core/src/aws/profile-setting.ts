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

/** The settings of a static key, the id before the others. */
export const KEY_NAMES = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_security_token',
] as const;

/** Whether a profile has any of them, which most profiles have not. */
export function namesKeys(settings: ProfileSettings): boolean {
  for (const name of KEY_NAMES) if (settings.has(name)) return true;
  return false;
}
