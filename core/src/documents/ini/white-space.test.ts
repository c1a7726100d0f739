import { describe, expect, it } from 'vitest';
import { isAnySpace, isPythonSpace, stripPython, stripPythonEnd, trimRange } from './white-space.ts';

describe('isPythonSpace', () => {
  it('agrees with JavaScript but for the separators, U+0085 and the byte order mark', () => {
    const differing: number[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      if (isPythonSpace(code) !== (String.fromCharCode(code).trim() === '')) differing.push(code);
    }
    expect(differing).toEqual([0x1c, 0x1d, 0x1e, 0x1f, 0x85, 0xfeff]);
  });
});

describe('trimming', () => {
  it('takes what either of the tools takes', () => {
    const text = '\ufeff\u001c a b\u0085 ';
    const { start, end } = trimRange(text, { start: 0, end: text.length }, isAnySpace);
    expect(text.slice(start, end)).toBe('a b');
  });

  it('is empty at the end of white space alone', () =>
    expect(trimRange('  ', { start: 0, end: 2 }, isAnySpace)).toEqual({ start: 2, end: 2 }));

  it('strips as Python does', () => {
    expect(stripPython('\u001c\ufeffa\u0085')).toBe('\ufeffa');
    expect(stripPythonEnd(' a\n\u001f')).toBe(' a');
  });
});
