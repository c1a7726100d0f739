import { describe, expect, it } from 'vitest';
import { isEmulatorValue, isPlaceholder, isReference } from './placeholders.ts';

describe('stand-ins', () => {
  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    '<your key>',
    'xxxx',
    'XXXXXXXXXXXX',
    'changeme',
    'your-secret-here',
    'TODO',
    '****',
  ])('%s is a placeholder', (text) => expect(isPlaceholder(text)).toBe(true));
  it.each(['ASIAQNZGKIQY56JQ7WML', 'wJalrXUtnFEMIK7MDENG', 'exemplary', 'box'])('%s is none', (text) =>
    expect(isPlaceholder(text)).toBe(false),
  );
  it.each(['test', 'minioadmin', 'LOCAL'])('%s is for an emulator', (text) =>
    expect(isEmulatorValue(text)).toBe(true),
  );
  it.each([
    '${KEY}',
    '$KEY',
    '$(pass show aws)',
    '${{ secrets.KEY }}',
    '{{ key }}',
    '%KEY%',
    '`cmd`',
    '$env:KEY',
  ])('%s is a reference', (text) => expect(isReference(text)).toBe(true));
  it.each(['pa$$word', 'a${b}', 'literal'])('%s is none', (text) => expect(isReference(text)).toBe(false));
});
