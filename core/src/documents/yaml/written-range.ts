import { range, type Range } from '../../text/range.ts';
import type { YamlScalar } from './nodes.ts';

/**
 * The characters of a scalar's text, without quotes around them, where it is written as it reads; `undefined` for one
 * with escapes, and for a block.
 */
export function writtenRange({ range: { start, end }, style, text }: YamlScalar): Range | undefined {
  const quotes = style === 'plain' ? 0 : 1;
  return end - start === text.length + 2 * quotes ? range(start + quotes, end - quotes) : undefined;
}
