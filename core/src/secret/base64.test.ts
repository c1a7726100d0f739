import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from './base64.ts';

describe('decodeBase64', () => {
  it('gives back what another encoder has made of any bytes, folded or not, padded or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 10_000 }), (bytes) => {
        const encoded = Buffer.from(bytes).toString('base64');
        const expected = Buffer.from(bytes).toString('latin1');
        expect(decodeBase64(encoded)).toBe(expected);
        expect(decodeBase64(encoded.replaceAll('=', ''))).toBe(expected);
        expect(decodeBase64(encoded.replaceAll(/.{76}/gu, '$&\n  '))).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['', ' ', '=', 'A', 'a-b_', 'AAAA=AAA', 'AAAAA', '{{ .Values.key }}', 'ENC[AES256_GCM,data:x]'])(
    'makes nothing of %j',
    (text) => expect(decodeBase64(text)).toBeUndefined(),
  );
});
