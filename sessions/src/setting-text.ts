import { SecretValue, type ProfileSetting } from '@keyless/core';

/** Stands for a value that is an indented block. */
export const BLOCK = Symbol('block');

/**
 * The text of a setting for use in a call, never for display: what looks like a secret is opened too, because it is
 * the value all the same. `BLOCK` where an indented block stands in the place of a text.
 */
export function settingValue(setting: ProfileSetting | undefined): string | undefined | typeof BLOCK {
  if (!setting) return undefined;
  const { value } = setting;
  if (value instanceof SecretValue) return value.expose();
  return typeof value === 'string' ? value : BLOCK;
}

/** The same for settings that are of no use as a block. */
export function textSetting(setting: ProfileSetting | undefined): string | undefined {
  const value = settingValue(setting);
  return typeof value === 'string' ? value : undefined;
}

/** A setting as a secret; `undefined` for a missing one and for a block. */
export function secretValue(setting: ProfileSetting | undefined): SecretValue | undefined {
  if (!setting) return undefined;
  const { value } = setting;
  if (value instanceof SecretValue) return value;
  return typeof value === 'string' ? new SecretValue(value) : undefined;
}
