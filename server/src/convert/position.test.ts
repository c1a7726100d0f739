import { createSourceText } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { createPositionMap } from './position.ts';

const TEXT = '# 🔑 key\r\nA=1\r\nB=2';

describe('createPositionMap', () => {
  it('counts UTF-16 units and takes CRLF for one line ending', () => {
    const positions = createPositionMap(createSourceText(TEXT), false);
    const start = TEXT.indexOf('key');
    expect(positions.range({ start, end: TEXT.indexOf('B') })).toEqual({
      start: { line: 0, character: 5 },
      end: { line: 2, character: 0 },
    });
  });

  it('shifts the first line, and only that, where the client counts a byte order mark', () => {
    const positions = createPositionMap(createSourceText(`\uFEFF${TEXT}`), true);
    expect(positions.range({ start: 0, end: TEXT.indexOf('A') })).toEqual({
      start: { line: 0, character: 1 },
      end: { line: 1, character: 0 },
    });
  });

  it.each([false, true])('leads back to where it came from (marked: %s)', (marked) => {
    const positions = createPositionMap(createSourceText(TEXT), marked);
    for (let start = 0; start < TEXT.length; start += 1) {
      if (TEXT[start] === '\n') continue;
      const there = positions.range({ start, end: start });
      expect(positions.offsets(there)).toEqual({ start, end: start });
    }
  });
});
