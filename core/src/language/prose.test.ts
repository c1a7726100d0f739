import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { code, joined, phrase, strong, toMarkdown, toPlainText } from './prose.ts';

const prose = [
  phrase`${strong(safe`Profile a_b`)} is ${code(safe`a_b`)}`,
  { list: 'ordered', items: [phrase`one`, phrase`two ${safe`*`}`] },
  { list: 'bullets', items: [joined([phrase`x`, [code(safe`y`)]])] },
] as const;

describe('prose', () => {
  it('is Markdown', () => {
    expect(toMarkdown(prose)).toBe('**Profile a\\_b** is `a_b`\n\n1. one\n2. two \\*\n\n- x, `y`');
  });

  it('is plain text', () => {
    expect(toPlainText(prose)).toBe('Profile a_b is a_b\n\n1. one\n2. two *\n\n- x, y');
  });

  it('keeps any text inside a code span', () => {
    const span = (text: string) => toMarkdown([[code(text as SafeText)]]);
    expect(span('a`b')).toBe('``a`b``');
    expect(span('`')).toBe('`` ` ``');
    expect(span('``a')).toBe('``` ``a ```');
    fc.assert(
      fc.property(fc.string({ minLength: 1 }).map(safeName), (text) => {
        const [, fence = '', inside] = /^(`+)(.*?)\1$/su.exec(span(text)) ?? [];
        expect(inside).toContain(text);
        // No run of backticks inside is as long as the fence, so that none of them ends the span.
        expect(text.match(/`+/gu) ?? []).not.toContain(fence);
      }),
    );
  });
});
