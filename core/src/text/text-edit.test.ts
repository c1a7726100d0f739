import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, findConflict, joinInserts, type TextEdit } from './text-edit.ts';

/** Edits from back to front, so that earlier offsets stay true: the obvious way, slow and right. */
function naively(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => b.edit.start - a.edit.start || b.edit.end - a.edit.end || b.order - a.order)
    .reduce((now, { edit }) => now.slice(0, edit.start) + edit.newText + now.slice(edit.end), text);
}

const textWithEdits = fc
  .tuple(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(60), fc.nat(6), fc.string({ maxLength: 5 }))),
  )
  .map(([text, raw]) => ({
    text,
    edits: raw.map(([at, length, newText]) => {
      const start = Math.min(at, text.length);
      return { start, end: Math.min(start + length, text.length), newText };
    }),
  }));

describe('applyEdits', () => {
  it('agrees with the obvious way, or refuses edits that overlap', () => {
    fc.assert(
      fc.property(textWithEdits, ({ text, edits }) => {
        if (findConflict(edits)) expect(() => applyEdits(text, edits)).toThrow(RangeError);
        else expect(applyEdits(text, edits)).toBe(naively(text, edits));
      }),
    );
  });

  it('keeps the order of inserts at one place', () => {
    expect(
      applyEdits('ab', [
        { start: 1, end: 1, newText: '1' },
        { start: 1, end: 1, newText: '2' },
      ]),
    ).toBe('a12b');
  });

  it('refuses places outside the text', () => {
    expect(() => applyEdits('ab', [{ start: 1, end: 3, newText: '' }])).toThrow(RangeError);
  });
});

describe('joinInserts', () => {
  it('gives the same text with one insert a place at most', () => {
    fc.assert(
      fc.property(textWithEdits, ({ text, edits }) => {
        fc.pre(!findConflict(edits));
        const joined = joinInserts(edits);
        expect(applyEdits(text, joined)).toBe(applyEdits(text, edits));
        const places = joined.filter(({ start, end }) => start === end).map(({ start }) => start);
        expect(new Set(places).size).toBe(places.length);
      }),
    );
  });
});
