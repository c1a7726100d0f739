import { describe, expect, it } from 'vitest';
import { SecretValue } from '../secret/secret-value.ts';
import { parseAccessKeyId } from './access-key-id.ts';

const read = (text: string) => parseAccessKeyId(new SecretValue(text));

describe('parseAccessKeyId', () => {
  it.each([
    ['ASIAY34FZKBOKMUTVV7A', '609629065308'],
    ['ASIAQNZGKIQY56JQ7WML', '029608264753'],
    ['AKIASP2TPHJSQH3FJRUX', '171436882533'],
    ['ASIARZPUZDIKCVSCNYNZ', '123456789012'],
    ['ASIATCH6YDSYTJW4A6LM', '210987654321'],
  ])('decodes the account of %s', (id, account) => {
    expect(read(id)?.accountId).toBe(account);
    expect(read(id)?.placeholder).toBe(false);
  });

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    'ASIAIOSFODNN7EXAMPLE',
    'AKIAI44QH8DHBEXAMPLE',
    'AKIA111111111EXAMPLE',
    'ASIAXXXXXXXXXXXXXXXX',
  ])('sees that %s is no key', (id) =>
    expect(read(id)).toMatchObject({ placeholder: true, accountId: undefined }),
  );

  it('does not decode the old format', () => expect(read('AKIAJ2345672345672AB')?.accountId).toBeUndefined());

  it('shows the kind and the last four characters only', () =>
    expect(read('ASIAQNZGKIQY56JQ7WML')?.masked).toBe('ASIA…7WML'));

  it.each(['AROAQNZGKIQY56JQ7WMLA', 'AKIA', 'TODAYINASIAQNZGKIQY56JQ7WML', ''])('refuses %j', (id) =>
    expect(read(id)).toBeUndefined(),
  );
});
