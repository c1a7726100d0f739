import { describe, expect, it } from 'vitest';
import { parseMfaSerial, parseRoleArn, parseSessionArn, partitionOfRegion, roleArnOfSession } from './arn.ts';

describe('parseRoleArn', () => {
  it.each([
    [
      'arn:aws:iam::123456789012:role/Demo',
      { partition: 'aws', accountId: '123456789012', path: '/', name: 'Demo' },
    ],
    [
      'arn:aws-us-gov:iam::123456789012:role/team/app/Demo',
      { partition: 'aws-us-gov', path: '/team/app/', name: 'Demo' },
    ],
    ['arn:aws-iso-b:iam::123456789012:role/a+b=c,d.e@f-g', { partition: 'aws-iso-b', name: 'a+b=c,d.e@f-g' }],
    [
      'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef',
      { path: '/aws-reserved/sso.amazonaws.com/eu-west-1/' },
    ],
  ])('reads %s', (arn, expected) => expect(parseRoleArn(arn)).toMatchObject(expected));

  it.each([
    '',
    'Demo',
    'arn:aws:sts::123456789012:assumed-role/Demo/me',
    'arn:aws:iam::123456789012:user/me',
    'arn:aws:iam::123456789012:Demo',
    'arn:aws:iam:us-east-1:123456789012:role/Demo',
    'arn:aws:iam::12345678901:role/Demo',
    'arn:aws:iam::ACCOUNT_ID:role/Demo',
    'arn:aws:iam::123456789012:role/',
    'arn:aws:iam::123456789012:role/De mo',
    'arn:aws:iam::123456789012:role/Demo # c',
    `arn:aws:iam::123456789012:role/${'a'.repeat(65)}`,
    'arn:gcp:iam::123456789012:role/Demo',
    `arn:aws:iam::123456789012:role/${'a/'.repeat(5000)}x`,
  ])('refuses %s', (arn) => expect(parseRoleArn(arn)).toBeUndefined());
});

describe('parseSessionArn', () => {
  it('reads a session and gives its role', () => {
    const session = parseSessionArn('arn:aws:sts::123456789012:assumed-role/Demo/me@example.com');
    expect(session).toEqual({
      partition: 'aws',
      accountId: '123456789012',
      roleName: 'Demo',
      sessionName: 'me@example.com',
    });
    expect(session && roleArnOfSession(session)).toBe('arn:aws:iam::123456789012:role/Demo');
  });

  it('refuses a role', () => expect(parseSessionArn('arn:aws:iam::123456789012:role/Demo')).toBeUndefined());
});

describe('parseMfaSerial', () => {
  it.each([
    ['arn:aws:iam::123456789012:mfa/me', { type: 'device', accountId: '123456789012', name: 'me' }],
    ['arn:aws-cn:iam::123456789012:mfa/team/me', { type: 'device', partition: 'aws-cn', name: 'team/me' }],
    ['arn:aws:iam::123456789012:u2f/user/me/key', { type: 'device' }],
    ['GAHT12345678', { type: 'hardware' }],
  ])('reads %s', (text, expected) => expect(parseMfaSerial(text)).toMatchObject(expected));

  it.each(['', 'short', 'arn:aws:iam::123456789012:user/me', 'GAHT 12345678', 'x'.repeat(257)])(
    'refuses %s',
    (text) => expect(parseMfaSerial(text)).toBeUndefined(),
  );
});

describe('partitionOfRegion', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['', 'aws'],
    [' CN-NORTH-1 ', 'aws-cn'],
  ])('of %j is %s', (region, partition) => expect(partitionOfRegion(region)).toBe(partition));
});
