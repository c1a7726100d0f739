import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineIndex } from './line-index.ts';

const texts = fc
  .array(fc.constantFrom('a', '😀', 'é', ' ', '\n', '\r\n', '\r'), { maxLength: 40 })
  .map((parts) => parts.join(''));

describe('createLineIndex', () => {
  it('comes back to every offset that is not inside a line ending', () => {
    fc.assert(
      fc.property(texts, fc.nat(60), (text, at) => {
        const offset = Math.min(at, text.length);
        fc.pre(!(text[offset - 1] === '\r' && text[offset] === '\n'));
        const index = createLineIndex(text);
        expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
      }),
    );
  });

  it('counts the lines as a split does', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = text.split(/\r\n|\r|\n/u);
        const index = createLineIndex(text);
        expect(index.lineCount).toBe(lines.length);
        expect(lines.map((_line, line) => text.slice(index.lineStart(line), index.lineEnd(line)))).toEqual(
          lines,
        );
      }),
    );
  });

  it('clamps what lies outside', () => {
    const index = createLineIndex('ab\nc');
    expect(index.positionAt(99)).toEqual({ line: 1, character: 1 });
    expect(index.positionAt(-1)).toEqual({ line: 0, character: 0 });
    expect(index.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(index.offsetAt({ line: 9, character: 0 })).toBe(4);
  });
});
