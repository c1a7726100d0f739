import { describe, expect, it } from 'vitest';
import { judgeValue } from './key-values.ts';
import { findProfileKey, PROFILE_KEYS, type KeyPlace } from './profile-keys.ts';

function judge(name: string, text: string, place: KeyPlace = 'profile') {
  return judgeValue(findProfileKey(name, place)!, text);
}

describe('judgeValue', () => {
  it('accepts every value of every choice', () => {
    for (const key of PROFILE_KEYS)
      for (const value of key.values ?? []) expect(judgeValue(key, value), key.name).toBeUndefined();
  });

  it.each([
    ['role_session_name', 'a'.repeat(64)],
    ['external_id', 'a'.repeat(1224)],
    ['mfa_serial', 'GAHT12345678'],
    ['sso_account_id', '000000000001'],
    ['parameter_validation', 'TRUE'],
    ['defaults_mode', 'Auto'],
    ['max_attempts', '3_0'],
    ['ca_bundle', 'anything'],
  ])('lets %s = %s pass', (name, text) => expect(judge(name, text)).toBeUndefined());

  it.each([
    ['role_session_name', 'a'.repeat(65), undefined],
    ['role_session_name', 'on call', 'on-call'],
    // With a dash for the slash it would look like a name.
    ['role_session_name', 'cU1vsHiQMaRiNTN9Ox98/hGcTZc1UWb5fxzpF7ST', undefined],
    ['external_id', 'a b', undefined],
    ['sso_account_id', '1111 2222 3333', '111122223333'],
    ['sso_account_id', '0123456789', '000123456789'],
    ['sso_account_id', '1234', undefined],
    ['use_fips_endpoint', 'off', 'false'],
    ['use_fips_endpoint', 'tru', 'true'],
    ['retry_mode', 'adaptative', 'adaptive'],
    ['credential_source', 'Ec2', undefined],
  ])('refuses %s = %s', (name, text, nearest) =>
    expect(judge(name, text)).toMatchObject({ nearest, onlyCase: false }),
  );

  it('tells a wrong case where a tool minds it', () => {
    expect(judge('output', 'Text')).toMatchObject({ nearest: 'text', onlyCase: true });
    expect(judge('use_fips_endpoint', 'True')).toMatchObject({ nearest: 'true', onlyCase: true });
    expect(judge('use_accelerate_endpoint', 'True', 's3')).toBeUndefined();
  });
});
