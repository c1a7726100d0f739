import { describe, expect, it } from 'vitest';
import { roleArnMistake } from './role-arn-mistake.ts';

const ROLE = 'arn:aws:iam::111122223333:role/Deploy';

describe('roleArnMistake', () => {
  it.each([ROLE, 'arn:aws-cn:iam::111122223333:role/a/b/Deploy', 'arn:aws:iam::111122223333:role/role-name'])(
    'finds none in %s',
    (arn) => {
      expect(roleArnMistake(arn)).toBeUndefined();
    },
  );

  it.each([
    'arn:aws:sts::111122223333:assumed-role/Deploy/me',
    'arn:aws:iam::111122223333:assumed-role/Deploy/me',
    'arn:aws:iam:eu-west-1:111122223333:role/Deploy',
    'arn:aws:iam::111122223333:Deploy',
    'arn:aws:iam::111122223333:role:Deploy',
    'arn:aws:iam::1111-2222-3333:role/Deploy',
    'arn:aws:sts::111122223333:role/Deploy',
  ])('knows which role %s means', (arn) => {
    expect(roleArnMistake(arn)).toMatchObject({ correct: ROLE });
  });

  it.each([
    'arn:aws:iam::ACCOUNT_ID:role/ROLE_NAME',
    'arn:aws:iam::<id>:role/a',
    'arn:aws:iam::${ID}:role/a',
  ])('sees the placeholder in %s', (arn) => {
    expect(roleArnMistake(arn)?.type).toBe('placeholder');
  });

  it('does not guess the path of a role of IAM Identity Center', () => {
    expect(roleArnMistake('arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Dev_0123/me')).toEqual({
      type: 'session',
      ssoRole: true,
      correct: undefined,
    });
  });
});
