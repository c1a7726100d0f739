import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createSourceText } from '../../text/source-text.ts';
import { takesComment } from './comment-place.ts';
import { parseYaml } from './parser.ts';

const TEXT = `on: push
jobs:
  build:
    name: a plain
      value of two lines
    env: { A: "1",
           B: 'of
      two', C: 3 }
    steps:
      # A comment.
      - run: |
          echo one

          echo two
      - run: >-
          folded
          text
        shell: "ba\\
          sh"
      - uses: actions/checkout@v4
`;

/** A text's values as JSON; `undefined` where it cannot be read. */
function read(text: string): string | undefined {
  try {
    return JSON.stringify(parse(text));
  } catch {
    return undefined;
  }
}

describe('takesComment', () => {
  const source = createSourceText(TEXT);
  const document = parseYaml('file:///w/.github/workflows/a.yml', 'github-workflow', source);
  const lines = Array.from({ length: source.lines.lineCount }, (_, line) => source.lines.lineStart(line));

  it.each(lines)('says of the line at %s what the parser says', (start) => {
    const indent = /^ */u.exec(TEXT.slice(start))?.[0] ?? '';
    const commented = `${TEXT.slice(0, start)}${indent}# c\n${TEXT.slice(start)}`;
    expect(takesComment(document, start)).toBe(read(commented) === read(TEXT));
  });

  it('refuses a text that is no YAML', () => {
    const broken = parseYaml('file:///w/a.yml', 'github-workflow', createSourceText('a: [\n'));
    expect(takesComment({ ...broken, trees: [] }, 0)).toBe(false);
  });
});
