import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SecretValue } from './secret-value.ts';

describe('SecretValue', () => {
  const secret = new SecretValue('wJalrXUtnFEMI');

  it.each([
    ['String', String(secret)],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ secret }, { depth: 9, showHidden: true })],
    ['its keys', JSON.stringify(Object.entries(secret))],
    ['a copy', JSON.stringify(Object.assign({}, secret))],
  ])('is not shown by %s', (_name, shown) => {
    expect(shown).not.toContain('wJal');
  });

  it('can be tested and compared', () => {
    expect(secret.matches(/^wJ/u)).toBe(true);
    expect(secret.equals(new SecretValue('wJalrXUtnFEMI'))).toBe(true);
    expect(secret.equals(new SecretValue('other'))).toBe(false);
    expect(new SecretValue('  ').isEmpty).toBe(true);
  });

  it('refuses patterns that keep state', () => {
    expect(() => secret.matches(/w/gu)).toThrow(TypeError);
  });
});
