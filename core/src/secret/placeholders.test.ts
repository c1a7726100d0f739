import { describe, expect, it } from 'vitest';
import { isCiphertext, isEmulatorValue, isPlaceholder, isReference } from './placeholders.ts';

describe('stand-ins', () => {
  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    '<your key>',
    'xxxx',
    'XXXXXXXXXXXX',
    'changeme',
    'your-secret-here',
    'TODO',
    '****',
  ])('%s is a placeholder', (text) => expect(isPlaceholder(text)).toBe(true));
  it.each(['ASIAQNZGKIQY56JQ7WML', 'wJalrXUtnFEMIK7MDENG', 'exemplary', 'box'])('%s is none', (text) =>
    expect(isPlaceholder(text)).toBe(false),
  );
  it.each(['test', 'minioadmin', 'LOCAL'])('%s is for an emulator', (text) =>
    expect(isEmulatorValue(text)).toBe(true),
  );
  it.each([
    '${KEY}',
    '$KEY',
    '$(pass show aws)',
    '${{ secrets.KEY }}',
    '{{ key }}',
    '%KEY%',
    '`cmd`',
    '$env:KEY',
    'op://ci/aws/secret-access-key',
    'ref+awssecrets://prod/aws#/secret',
    'vault:secret/data/aws#SECRET',
    '<path:secret/data/aws#secret>',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:aws-AbCdEf',
    'arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/aws',
    '__AWS_SECRET__',
    '@@AWS_SECRET@@',
    '#{AWS_SECRET}#',
  ])('%s is a reference', (text) => expect(isReference(text)).toBe(true));
  it.each([
    'pa$$word',
    'a${b}',
    'literal',
    'op:secret',
    'ref+secret',
    'arn:aws:iam::123456789012:role/Deploy',
    '__secret',
    'a@@b@@',
    '',
  ])('%s is none', (text) => expect(isReference(text)).toBe(false));
  it.each([
    'ENC[AES256_GCM,data:7wYl5w==,iv:k3Jv,tag:Yw2b,type:str]',
    'ENC[PKCS7,MIIBeQYJ\n  KoZIhvc]',
    'encrypted:BDqDdgpQ8rc1YX9y==',
  ])('%j is encrypted', (text) => expect(isCiphertext(text)).toBe(true));
  it.each(['ENC', 'encrypted', 'encrypted: my password', 'wJalrXUtnFEMIK7MDENGbPxRfiCYzzzzzzzzKEYY'])(
    '%j is not',
    (text) => expect(isCiphertext(text)).toBe(false),
  );
});
