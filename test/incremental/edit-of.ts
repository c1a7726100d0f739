import fc from 'fast-check';

/** Changes a text, whatever it is by then. */
export type Edit = (text: string) => string;

/** Replaces some lines, counted from a place that is a share of the text, by others with one of the line endings. */
export function editOfLines(
  lines: fc.Arbitrary<readonly string[]>,
  eol: fc.Arbitrary<string>,
): fc.Arbitrary<Edit> {
  return fc
    .tuple(fc.nat(1000), fc.nat(3), fc.oneof(fc.constant([]), lines), eol)
    .map(([share, removed, added, end]) => (text) => {
      const all = text.split(/(?<=\n|\r(?!\n))/u);
      const at = Math.floor((share / 1000) * all.length);
      return [...all.slice(0, at), ...added.map((one) => one + end), ...all.slice(at + removed)].join('');
    });
}

/** What a key of the keyboard does: takes a character or a few, and puts others in their place. */
export function editOfCharacters(others: readonly string[]): fc.Arbitrary<Edit> {
  return fc
    .tuple(fc.nat(1000), fc.constantFrom(0, 0, 1, 1, 4), fc.constantFrom(...others))
    .map(([share, removed, added]) => (text) => {
      const at = Math.floor((share / 1000) * (text.length + 1));
      return text.slice(0, at) + added + text.slice(at + removed);
    });
}
