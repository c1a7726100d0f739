import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createOutputTail } from './output-tail.ts';

it('keeps the end of an output, however it comes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 30 }), { maxLength: 50 }),
      fc.integer({ min: 1, max: 40 }),
      (chunks, most) => {
        const tail = createOutputTail(most);
        for (const chunk of chunks) tail.add(chunk);
        expect(tail.text()).toBe(chunks.join('').slice(-most));
      },
    ),
  );
});
