import { describe, expect, it } from 'vitest';
import { safeSaid } from './safe-said.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzKEYSECRET';
const token = `IQoJb3JpZ2luX2VjEJr${'aB3/x+'.repeat(60)}==`;

describe('safeSaid', () => {
  it('keeps a message of STS with its ARNs', () => {
    const role = 'arn:aws:iam::123456789012:role/team/AVeryLongRoleNameThatHasMoreThanFortyCharacters123';
    const said = `User: arn:aws:sts::123456789012:assumed-role/Demo/me is not authorized to perform: sts:AssumeRole on resource: ${role}`;
    expect(safeSaid(said)).toBe(said);
  });

  it.each([
    `{"Version": 1, "AccessKeyId": "ASIAQAAAAAAAAAAA7WML", "SecretAccessKey": "${secret}", "SessionToken": "${token}"}`,
    `export AWS_SECRET_ACCESS_KEY=${secret}`,
    `using ${secret} and ${token}`,
    `x-amz-security-token:${token}`,
    `arn:aws:iam::123456789012:role/x ${token}`,
  ])('shows no secret (%#)', (text) => {
    const shown = safeSaid(text);
    expect(shown).not.toContain(secret.slice(0, 12));
    expect(shown).not.toContain(token.slice(0, 16));
    expect(shown).not.toContain('ASIAQAAAAAAAAAAA7WML');
  });

  it.each([
    'password=hunter2',
    'Password: hunter2',
    '"token": "hunter2"',
    'api_key=hunter2',
    'Authorization: Bearer hunter2',
  ])('hides the value in %s', (text) => {
    expect(safeSaid(text)).not.toContain('hunter2');
  });

  it('hides generated text of other services', () => {
    expect(safeSaid('bad credential ghp_abcdefghijklmnopqrstuvwxyz0123456789')).not.toContain('0123456789');
  });

  it('masks a key id but for its kind and end', () => {
    expect(safeSaid('unknown key ASIAQAAAAAAAAAAA7WML')).toBe('unknown key ASIA…7WML');
  });

  it('cuts the request that a signature error quotes', () => {
    expect(
      safeSaid('The signature does not match. The Canonical String for this request should have been POST'),
    ).toBe('The signature does not match.');
  });

  it('does not quote an MFA code', () => {
    const said = safeSaid("Value '12345' at 'tokenCode' failed to satisfy constraint");
    expect(said).not.toContain('12345');
  });

  it('drops control characters and is bounded', () => {
    expect(safeSaid('a\u001b[31m\r\nb')).toBe('a [31m b');
    expect(safeSaid('word '.repeat(10_000)).length).toBeLessThan(700);
  });
});
