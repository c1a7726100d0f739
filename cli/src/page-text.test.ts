import { describe, expect, it } from 'vitest';
import { pageText } from './page-text.ts';

describe('pageText', () => {
  it('wraps paragraphs and lists, and leaves code as it is', () => {
    const word = 'abcdefghi ';
    const page = `# title\n\n<!-- head:start -->\n\n${word.repeat(9)}\n\n- ${word.repeat(9)}\n\n\`\`\`ini file=config\n[a]\n\n${word.repeat(9)}\n\`\`\`\n\nend\n`;
    const eight = word.repeat(8).trim();
    expect(pageText(page)).toBe(
      `# title\n\n${eight}\nabcdefghi\n\n- ${word.repeat(7).trim()}\n  abcdefghi abcdefghi\n\n    [a]\n\n    ${word.repeat(9)}\n\nend\n`,
    );
  });

  it('makes a list of a table', () => {
    expect(pageText('|   |   |\n| --- | --- |\n| Severity | error |\n| a \\| b | `c` |\n')).toBe(
      '- Severity: error\n- a | b: `c`\n',
    );
  });
});
