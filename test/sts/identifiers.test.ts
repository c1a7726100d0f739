import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountOfAccessKeyId,
  createAccessKeyId,
  createRequestId,
  createSecretAccessKey,
  createSessionToken,
  createUniqueId,
} from './identifiers.ts';
import { seededRandom, systemRandom } from './random.ts';

describe('access key ids', () => {
  it.each([
    ['ASIAY34FZKBOKMUTVV7A', '609629065308'],
    ['ASIAQNZGKIQY56JQ7WML', '029608264753'],
    ['AKIASP2TPHJSQH3FJRUX', '171436882533'],
    ['ASIARZPUZDIKCVSCNYNZ', '123456789012'],
    ['ASIATCH6YDSYTJW4A6LM', '210987654321'],
  ])('%s belongs to account %s', (id, account) => {
    expect(accountOfAccessKeyId(id)).toBe(account);
  });

  it.each(['AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE', 'ASIAQ', ''])('%s tells no account', (id) => {
    expect(accountOfAccessKeyId(id)).toBeUndefined();
  });

  it('encode the account they are made for', () => {
    const accounts = fc.bigInt({ min: 0n, max: 999_999_999_999n }).map((n) => n.toString().padStart(12, '0'));
    fc.assert(
      fc.property(accounts, fc.constantFrom('AKIA' as const, 'ASIA' as const), (account, prefix) => {
        const id = createAccessKeyId(prefix, account, systemRandom);
        expect(id).toMatch(/^(?:AKIA|ASIA)[Q-Z2-7][A-Z2-7]{15}$/);
        expect(accountOfAccessKeyId(id)).toBe(account);
      }),
    );
  });
});

describe('other generated values', () => {
  it('have the form of AWS', () => {
    expect(createSecretAccessKey(systemRandom)).toMatch(/^[A-Za-z0-9/+]{40}$/);
    expect(createSessionToken(systemRandom)).toMatch(/^IQoJb3JpZ2luX2Vj[A-Za-z0-9/+]{500,}={0,2}$/);
    expect(createUniqueId('AROA', '111122223333', systemRandom)).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(createRequestId(systemRandom)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('are the same for the same seed only', () => {
    const make = (seed: string) => {
      const random = seededRandom(seed);
      return [createAccessKeyId('AKIA', '111122223333', random), createSecretAccessKey(random)];
    };
    expect(make('a')).toEqual(make('a'));
    expect(make('a')).not.toEqual(make('b'));
  });
});
