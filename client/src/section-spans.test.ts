import { describe, expect, it } from 'vitest';
import { sectionSpans } from './section-spans.ts';

describe('sectionSpans', () => {
  it('goes from the header to the last line that is not empty', () => {
    expect(sectionSpans(['# head', '[a]', 'x = 1', '', 'y = 2', '', '', '[b]', 'z = 3'])).toEqual([
      { first: 1, last: 4 },
      { first: 7, last: 8 },
    ]);
  });

  it('leaves out sections without content', () => {
    expect(sectionSpans(['[a]', '', '[b]', '[c]', ' x = 1'])).toEqual([{ first: 3, last: 4 }]);
  });

  it('finds none without a header', () => {
    expect(sectionSpans(['x = 1', 'y = 2'])).toEqual([]);
    expect(sectionSpans([])).toEqual([]);
  });
});
