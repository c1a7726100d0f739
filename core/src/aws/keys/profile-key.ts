import type { SafeText } from '../../secret/safe-text.ts';
import { ALL_READERS, type KeyType, type Reader, type Setting, type SettingExtra } from './setting.ts';

/** Where a key stands: in a profile, in another section of the config file, or in a profile's block `s3 =`. */
export type KeyPlace = 'profile' | 'sso-session' | 'services' | 's3';

/** A key that some AWS tool reads in config or credentials. */
export interface ProfileKey extends Setting {
  readonly place: KeyPlace;
  /** Whether it takes part in how credentials are found. */
  readonly credential: boolean;
}

/** Makes the keys of one table: `(name, type, summary, more)`. */
export function keysOf(
  place: KeyPlace,
  credential: boolean,
  readers: readonly Reader[] = ALL_READERS,
): (name: string, type: KeyType, summary: SafeText, more?: SettingExtra) => ProfileKey {
  return (name, type, summary, more = {}) => ({ name, place, credential, type, readers, summary, ...more });
}
