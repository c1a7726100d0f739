import { describe, expect, it } from 'vitest';
import { isSecretName } from '../secret/secret-names.ts';
import { AWS_VARIABLES, findAwsVariable } from './aws-variables.ts';
import { partOfVariable } from './credential-names.ts';
import {
  ALL_READERS,
  BOTOCORE,
  isSecretSetting,
  othersText,
  readersText,
  valueText,
} from './keys/setting.ts';
import { findProfileKey, PROFILE_KEYS } from './profile-keys.ts';

describe('the table of variables', () => {
  it('names each variable once, in upper case', () => {
    const names = AWS_VARIABLES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^AWS_[A-Z0-9_]+$/u.test(name))).toEqual([]);
  });

  it('agrees with the parsers and the table of credential parts on what is secret', () => {
    for (const variable of AWS_VARIABLES) {
      expect(isSecretName(variable.name), variable.name).toBe(isSecretSetting(variable));
      if (partOfVariable(variable.name)) expect(isSecretSetting(variable), variable.name).toBe(true);
    }
  });

  it('names keys and variables that there are', () => {
    for (const { key, replacedBy } of AWS_VARIABLES) {
      if (key !== undefined) expect(findProfileKey(key), key).toBeDefined();
      if (replacedBy !== undefined) expect(findAwsVariable(replacedBy), replacedBy).toBeDefined();
    }
    for (const { replacedBy } of PROFILE_KEYS) {
      if (replacedBy !== undefined) expect(findProfileKey(replacedBy), replacedBy).toBeDefined();
    }
  });

  it('finds variables by their name, with its case, and those of single services', () => {
    expect(findAwsVariable('AWS_PROFILE')).toMatchObject({ type: 'profile' });
    expect(findAwsVariable('aws_profile')).toBeUndefined();
    expect(findAwsVariable('AWS_ENDPOINT_URL_DYNAMODB')).toMatchObject({ type: 'url' });
    expect(findAwsVariable('AWS_ENDPOINT_URL_')).toBeUndefined();
  });
});

describe('the words for a setting', () => {
  it('tell who reads it', () => {
    expect(readersText({ readers: ALL_READERS })).toBe('AWS CLI, boto3, JavaScript SDK and Go SDK');
    expect(readersText({ readers: ['cli-v2', 'js'] })).toBe('AWS CLI v2 and JavaScript SDK');
    expect(othersText({ readers: BOTOCORE })).toBe('JavaScript SDK and Go SDK');
    expect(othersText({ readers: ALL_READERS })).toBeUndefined();
  });

  it('tell what a value may be, for each setting', () => {
    for (const setting of [...PROFILE_KEYS, ...AWS_VARIABLES])
      expect(valueText(setting), setting.name).toMatch(/\S/u);
    expect(valueText(findProfileKey('retry_mode')!)).toBe('legacy, standard or adaptive');
    expect(valueText(findProfileKey('request_min_compression_size_bytes')!)).toBe(
      'whole number from 0 to 10485760, in bytes',
    );
    expect(valueText(findProfileKey('max_attempts')!)).toBe('whole number');
  });

  it('end without a stop, and details with one', () => {
    for (const { name, summary, details, usual } of [...PROFILE_KEYS, ...AWS_VARIABLES]) {
      expect(summary, name).toMatch(/[^.]$/u);
      if (usual !== undefined) expect(usual, name).toMatch(/[^.]$/u);
      if (details !== undefined) expect(details, name).toMatch(/\.$/u);
    }
  });
});
