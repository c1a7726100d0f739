import { describe, expect, it } from 'vitest';
import { identityRolesIn, keySecretsIn, resolveKeySecret } from './key-secrets.ts';

describe('keySecretsIn', () => {
  it.each([
    ['AWS_ACCESS_KEY_ID: ${{ secrets.PROD_KEY }}', ['SECRETS.PROD_KEY']],
    ['{"AWS_ACCESS_KEY_ID": "${{secrets.PROD_KEY}}"}', ['SECRETS.PROD_KEY']],
    ['aws-access-key-id: ${{ vars.ID }}', ['VARS.ID']],
    ['aws_access_key: ${{ secrets.ID }}', ['SECRETS.ID']],
    ['aws configure set aws_access_key_id ${{ secrets.ID }}', ['SECRETS.ID']],
    ['echo "AWS_ACCESS_KEY_ID=${{ secrets.ID }}" >> $GITHUB_ENV', ['SECRETS.ID']],
    ['ID: ${{ secrets.PROD }}\naws configure set aws_access_key_id $ID', ['SECRETS.PROD']],
    ['aws configure set aws_access_key_id ${ID}', ['ENV.ID']],
    ['AWS_ACCESS_KEY_ID: ${{ env.ID }}', ['ENV.ID']],
    ['AWS_ACCESS_KEY_ID: ${{ secrets.A }}\nAWS_ACCESS_KEY_ID: ${{ secrets.B }}', ['SECRETS.A', 'SECRETS.B']],
    ['AWS_ACCESS_KEY_ID: ${{ secrets.R2_KEY }}', []],
    ['AWS_ACCESS_KEY_ID: ${{ steps.a.outputs.id }}', []],
    ['AWS_ACCESS_KEY_ID: ${{ secrets[matrix.key] }}', []],
    ['# AWS_ACCESS_KEY_ID: ${{ secrets.OLD }}', []],
    ['AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}', []],
  ])('reads %j', (text, expected) => {
    expect(keySecretsIn(text)).toEqual(expected);
  });
});

describe('resolveKeySecret', () => {
  it('finds what a variable is defined as', () => {
    expect(resolveKeySecret('ENV.ID', 'env:\n  OTHER: x\n  ID: ${{ secrets.PROD }}')).toBe('SECRETS.PROD');
    expect(resolveKeySecret('ENV.ID', 'MY_ID: ${{ secrets.PROD }}')).toBe('ENV.ID');
  });
});

describe('identityRolesIn', () => {
  it('knows the roles of identities that have been rewritten, but not that of a single one', () => {
    expect(
      identityRolesIn('${{ vars.PROD_AWS_ROLE_ARN }} ${{ vars.AWS_ROLE_ARN }} ${{ vars.ROLE }}'),
    ).toEqual(['VARS.PROD_AWS_ROLE_ARN']);
  });
});
