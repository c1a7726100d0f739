import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { parseDotenv } from './parser.ts';
import { isReadElsewhere } from './references.ts';

function isRead(line: string): boolean {
  const text = `A_KEY=x\n${line}\nOTHER=1\n`;
  const document = parseDotenv('file:///w/.env', createSourceText(text));
  return isReadElsewhere(
    document,
    document.assignments.filter(({ name }) => name === 'A_KEY'),
  );
}

describe('isReadElsewhere', () => {
  it.each([
    'B=${A_KEY}',
    'B=$A_KEY',
    'B="x-${A_KEY:-none}"',
    'export B=$A_KEY',
    '$env:B = "$env:A_KEY"',
    'set B=%A_KEY%',
    'aws s3 ls --key $A_KEY',
    'B=`\n$A_KEY\n`',
  ])('sees it in %j', (line) => {
    expect(isRead(line)).toBe(true);
  });

  it.each([
    'B=A_KEY',
    'B=$A_KEY_2',
    'B=${NO_A_KEY}',
    "B='${A_KEY}'",
    'B=\\$A_KEY',
    '# B=$A_KEY',
    'B=1 # of $A_KEY',
    'A_KEY=${A_KEY}',
  ])('sees nothing in %j', (line) => {
    expect(isRead(line)).toBe(false);
  });
});
