import { describe, expect, it } from 'vitest';
import {
  blindReaders,
  headerForm,
  headerReadings,
  isNameless,
  plainHeader,
  portableName,
  prefixedName,
  unprefixedName,
} from './header-form.ts';

describe('headerForm', () => {
  it.each([
    ['default', 'profile default', undefined],
    [' default ', 'profile default', 'padded'],
    ['Default', 'profile default', 'case'],
    ['profile x', 'profile x', undefined],
    ['profile\tx', 'profile x', undefined],
    ['profile "x"', 'profile x', undefined],
    ['profile x ', 'profile x', 'padded'],
    ['PROFILE x', 'profile x', 'case'],
    ['profiles x', 'profile x', 'prefix'],
    ['profile.x', 'profile x', 'dotted'],
    ['profile  x', 'profile x', 'spaced'],
    ['profile a b', 'profile a b', 'unquoted'],
    ["profile 'a b'", 'profile a b', 'unportable'],
    ['profile é', 'profile é', 'unportable'],
    ['sso-session  corp', 'sso-session corp', 'spaced'],
    ['services local', 'services local', undefined],
  ])('[%s] of a config file is %s', (raw, label, slip) => {
    const form = headerForm('aws-config', raw);
    expect([`${form?.type ?? ''} ${form?.name ?? ''}`, form?.slip]).toEqual([label, slip]);
  });

  it.each([
    ['x', 'x', undefined],
    [' x ', 'x', 'padded'],
    ['Default', 'default', 'case'],
    ['a b', 'a b', 'unportable'],
    ['a!b', 'a!b', undefined],
  ])('[%s] of a credentials file is %s', (raw, name, slip) => {
    expect(headerForm('aws-credentials', raw)).toMatchObject({ type: 'profile', name, slip });
  });

  it.each([
    ['aws-config', 'DEFAULT'],
    ['aws-config', 'x'],
    ['aws-config', 'profile'],
    ['aws-config', ' '],
    ['aws-credentials', 'DEFAULT'],
    ['aws-credentials', 'profile x'],
    ['aws-credentials', 'sso-session x'],
  ] as const)('in %s [%s] has no meaning of its own', (kind, raw) => {
    expect(headerForm(kind, raw)).toBeUndefined();
  });
});

describe('headerReadings', () => {
  it.each([
    ['profile x', 'profile x', 'profile x'],
    ['profile  x', 'profile x', undefined],
    ['profile.x', undefined, 'profile x'],
    [' profile x', undefined, undefined],
    ['profile "a b"', 'profile a b', undefined],
    ['profile a #b', undefined, undefined],
    ['other x', undefined, undefined],
  ])('[%s] of a config file', (raw, cli, js) => {
    expect(headerReadings('aws-config', raw)).toEqual({ cli, js });
  });

  it('tells who is blind', () => {
    const form = { type: 'profile', name: 'x', slip: undefined } as const;
    expect(blindReaders('aws-config', 'profile x', form)).toBeUndefined();
    expect(blindReaders('aws-config', '[ profile x ]', form)).toBe(
      'the AWS CLI, boto3 and the JavaScript SDK',
    );
  });
});

it('finds names with a prefix too many or too few', () => {
  expect(['profile x', ' Profile "a b" ', 'profile a b', 'profile', 'x'].map(prefixedName)).toEqual([
    'x',
    'a b',
    'a b',
    undefined,
    undefined,
  ]);
  expect(
    ['x', ' x ', 'default', 'plugins', 'profile', 'profile-x', 'services', 'a b'].map(unprefixedName),
  ).toEqual(['x', 'x', ...Array.from({ length: 6 }, () => undefined)]);
});

it('knows headers that name nothing', () => {
  expect(['profile', 'profile-x', 'my profile', 'x', 'plugins'].map(isNameless)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

it('writes headers that the tools agree on', () => {
  expect(plainHeader('aws-config', { type: 'profile', name: 'x' })).toBe('profile x');
  expect(plainHeader('aws-config', { type: 'profile', name: 'default' })).toBe('default');
  expect(plainHeader('aws-config', { type: 'sso-session', name: 'default' })).toBe('sso-session default');
  expect(plainHeader('aws-config', { type: 'sso-session', name: 'a b' })).toBe("sso-session 'a b'");
  expect(plainHeader('aws-credentials', { type: 'profile', name: 'a b' })).toBe('a b');
  expect(['a b', 'a  b c', 'é'].map(portableName)).toEqual(['a-b', 'a-b-c', undefined]);
});
