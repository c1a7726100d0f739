import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { parseIni } from './parser.ts';
import { findSwallowedHeaders } from './swallowed.ts';

function find(text: string) {
  const document = parseIni('file:///config', 'aws-config', createSourceText(text));
  return [...findSwallowedHeaders(document).values()].map(({ section, owner, lines }) => [
    section.name,
    owner,
    lines,
  ]);
}

describe('findSwallowedHeaders', () => {
  it('finds a header that is deeper than the key above, with what is lost with it', () => {
    expect(find('[default]\nregion = a\n [profile b]\n\n # c\n  output = json\nx = y\n')).toEqual([
      ['b', 'region', [2, 5]],
    ]);
  });

  it('lets headers pass that no key is above or that are not deeper', () => {
    expect(find(' [profile a]\n region = a\n [profile b]\n  [profile c]\n')).toEqual([]);
  });

  it('leaves blocks alone', () => expect(find('[default]\ns3 =\n  [profile b]\n')).toEqual([]));

  it('finds one behind a key that is there twice', () => {
    expect(find('[default]\nx = 1\nx = 2\n [profile b]\n')).toEqual([['b', 'x', [3]]]);
  });
});
