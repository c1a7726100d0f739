import { describe, expect, it } from 'vitest';
import { isSecretName } from '../secret/secret-names.ts';
import { partOfProfileKey } from './credential-names.ts';
import { isSecretSetting } from './keys/setting.ts';
import { findProfileKey, isThirdPartyKey, PROFILE_KEYS } from './profile-keys.ts';

describe('the table of profile keys', () => {
  it('names each key of a place once, in lower case', () => {
    const names = PROFILE_KEYS.map(({ name, place }) => `${place} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });

  it('agrees with the parsers on what is secret', () => {
    for (const key of PROFILE_KEYS) expect(isSecretName(key.name), key.name).toBe(isSecretSetting(key));
  });

  it('agrees with the table of credential parts', () => {
    for (const key of PROFILE_KEYS)
      expect(partOfProfileKey(key.name) !== undefined, key.name).toBe(isSecretSetting(key));
  });

  it('has values for choices only', () => {
    for (const { name, type, values } of PROFILE_KEYS)
      expect(values !== undefined, name).toBe(type === 'choice');
  });

  it('finds keys by place', () => {
    expect(findProfileKey('duration_seconds')).toMatchObject({ type: 'integer', credential: true });
    expect(findProfileKey('sso_start_url', 'sso-session')).toMatchObject({ type: 'url' });
    expect(findProfileKey('addressing_style')).toBeUndefined();
    expect(findProfileKey('addressing_style', 's3')?.values).toContain('path');
  });

  it('knows the keys of other tools', () => {
    expect(['mfa_process', 'granted_sso_region', 'x_principal_arn', 'regoin'].map(isThirdPartyKey)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
