import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOfPlain } from './value-source.ts';

const secret = fc.stringMatching(/^[A-Za-z0-9/+]{40}$/u);
const id = fc.stringMatching(/^A[KS]IA[A-Z2-7]{16}$/u);
const token = fc
  .tuple(
    fc.constantFrom('IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz', 'AQoDYXdz'),
    fc.stringMatching(/^[A-Za-z0-9/+]{60,200}={0,2}$/u),
  )
  .map((parts) => parts.join(''));

describe('sourceOfPlain', () => {
  it('takes whatever AWS has issued for a value', () => {
    fc.assert(
      fc.property(fc.oneof(secret, id, token), (value) => {
        expect(sourceOfPlain(value)).toBe('literal');
      }),
    );
  });

  it('sees ids and tokens inside of what is a reference otherwise', () => {
    const around = fc.constantFrom<readonly [string, string]>(
      ['op://ci/', ''],
      ['ENC[', ']'],
      ['encrypted:', ''],
      ['vault:', '#id'],
      ['ref+echo://', ''],
      ['arn:aws:ssm:eu-west-1:123456789012:parameter/', ''],
      ['@@', '@@'],
      ['#{', '}#'],
    );
    fc.assert(
      fc.property(around, id, ([before, after], value) => {
        expect(sourceOfPlain(`${before}${value}${after}`)).toBe('literal');
      }),
    );
  });

  it.each([
    ['', 'empty'],
    ['${KEY}', 'computed'],
    ['op://ci/aws/secret', 'computed'],
    ['ENC[AES256_GCM,data:7wYl5w==,iv:a,tag:b,type:str]', 'computed'],
    ['test', 'emulator'],
    ['changeme', 'placeholder'],
    ['my-password', 'literal'],
  ])('of %j: %s', (text, expected) => expect(sourceOfPlain(text)).toBe(expected));
});
