import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safe, safeList, safeName } from './safe-text.ts';

describe('safeName', () => {
  it.each([
    ['my-role', 'my-role'],
    ['arn:aws:iam::123456789012:role/team/Deploy', 'arn:aws:iam::123456789012:role/team/Deploy'],
    ['${{ vars.AWS_ROLE_ARN }}', '${{ vars.AWS_ROLE_ARN }}'],
    ['two\nlines\u202e', 'two lines '],
    ['ASIAQNZGKIQY56JQ7WML', '***'],
    ['x AKIASP2TPHJSQH3FJRUX y', 'x *** y'],
    ['IQoJb3JpZ2luX2VjEAor5KHbrJAa9tUPB63eEM9fwZXgJq0OVfg', '***'],
    ['WlukLQwXrcgREV9F2AHCNDY9QXbQ6akaypXWhA6u', '***'],
  ])('shows %j as %j', (name, shown) => expect(safeName(name)).toBe(shown));

  it('cuts what is too long, whatever it is', () => {
    expect(safeName('ab '.repeat(400_000)).length).toBeLessThan(200);
  });

  it('never shows a key that stands in any name', () => {
    const keys = fc.stringMatching(/^(?:AKIA|ASIA)[A-Z2-7]{16}$/u);
    fc.assert(
      fc.property(fc.string(), keys, fc.string(), (before, key, after) => {
        expect(safeName(`${before} ${key} ${after}`)).not.toContain(key);
      }),
    );
  });

  it('never shows a secret key, whatever it touches', () => {
    const key = fc
      .stringMatching(/^[A-Za-z0-9/+]{40}$/u)
      .filter((one) => [/[a-z]/u, /[A-Z]/u, /\d/u].every((kind) => kind.test(one)));
    const beside = fc.constantFrom('', '_', '-', '=', 'dev_', 'dev-', 'aws_secret_access_key=', ' ', '.');
    fc.assert(
      fc.property(beside, key, beside, (before, secret, after) => {
        expect(safeName(before + secret + after)).not.toContain(secret.slice(0, 8));
      }),
    );
  });

  it('shows long names of words', () => {
    for (const name of [
      'x_TheVeryLongNameOfATeamThatDeploysOurPlatform',
      'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_PowerUserAccess_0123456789abcdef/me',
      'the-0123456789abcdef0123456789abcdef01234567-commit',
    ])
      expect(safeName(name)).toBe(name);
  });
});

describe('safe', () => {
  it('puts safe parts into a text of ours', () => expect(safe`${safeName('a')} is ${1}`).toBe('a is 1'));
  it('joins', () => {
    const names = ['a', 'b', 'c'].map(safeName);
    expect([safeList([]), safeList(names.slice(0, 1)), safeList(names.slice(0, 2)), safeList(names)]).toEqual(
      ['', 'a', 'a and b', 'a, b and c'],
    );
  });
});
