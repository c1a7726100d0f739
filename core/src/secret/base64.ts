const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const FORM = /^[A-Za-z0-9+/]*={0,2}$/u;

/**
 * What a text in base64 stands for, a character a byte; `undefined` for one that is no base64. White space is passed
 * over, because long values are folded. Keys and tokens are ASCII, so nothing is made of the bytes of other characters.
 */
export function decodeBase64(text: string): string | undefined {
  const packed = text.replaceAll(/\s+/gu, '');
  if (packed === '' || packed.length % 4 === 1 || !FORM.test(packed)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of packed.replaceAll('=', '')) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK)
    parts.push(String.fromCharCode(...bytes.slice(at, at + CHUNK)));
  return parts.join('');
}

/** Characters that are made in one call: all of a file at once would be too many arguments. */
const CHUNK = 4096;
