import { describe, expect, it } from 'vitest';
import { parseIni } from '../../documents/ini/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { semanticTokens } from './semantic-tokens.ts';

function tokens(text: string, start = 0, end = text.length): readonly string[] {
  const document = parseIni('file:///x', 'aws-config', createSourceText(text));
  return semanticTokens(document, { start, end }).map(
    ({ range, type, declaration }) =>
      `${declaration ? '+' : ''}${type} ${text.slice(range.start, range.end)}`,
  );
}

describe('semanticTokens', () => {
  it.each([
    ['[default]', ['+class default']],
    ['[profile dev]', ['keyword profile', '+class dev']],
    ['[ profile "a b" ] # c', ['keyword profile', '+class a b']],
    ['[profile.dev]', ['keyword profile', '+class dev']],
    ['[sso-session corp]', ['keyword sso-session', '+interface corp']],
    ['[services s]', ['keyword services', '+struct s']],
    ['[plugins]', []],
    ['# note', ['comment # note']],
  ])('of the line %s', (line, expected) => {
    expect(tokens(line)).toEqual(expected);
  });

  it.each([
    ['region = eu-west-1', ['property region', 'operator =', 'enumMember eu-west-1']],
    ['source_profile=base', ['property source_profile', 'operator =', 'class base']],
    ['sso_session = corp', ['property sso_session', 'operator =', 'interface corp']],
    ['services = s', ['property services', 'operator =', 'struct s']],
    ['duration_seconds = 3600', ['property duration_seconds', 'operator =', 'number 3600']],
    ['output = json', ['property output', 'operator =', 'enumMember json']],
    ['aws_session_token = abc', ['property aws_session_token', 'operator =', 'string abc']],
    ['own = 1', ['property own', 'operator =', 'string 1']],
    // Quotes and what looks like a comment belong to the value, so it is no region.
    ['region = eu-west-1 # c', ['property region', 'operator =', 'string eu-west-1 # c']],
    ['region = "eu-west-1"', ['property region', 'operator =', 'string "eu-west-1"']],
    [
      's3 =\n  use_accelerate_endpoint = true',
      ['property s3', 'operator =', 'property use_accelerate_endpoint', 'operator =', 'enumMember true'],
    ],
    // The AWS CLI joins these lines to the value above.
    [
      'region = x\n  output = json',
      ['property region', 'operator =', 'enumMember x', 'string output = json'],
    ],
    [
      'credential_process = a\n   --b',
      ['property credential_process', 'operator =', 'string a', 'string --b'],
    ],
  ])('of the setting %j', (setting, expected) => {
    expect(tokens(`[default]\n${setting}\n`).slice(1)).toEqual(expected);
  });

  it('of a part are those of its lines', () => {
    const text = '[default]\nregion = a\noutput = json\n# c\n[profile x]\n';
    expect(tokens(text, 12, 13)).toEqual(['property region']);
    expect(tokens(text, 21, 33)).toEqual(['property output', 'operator =', 'enumMember json']);
  });

  it('do not overlap and keep to their lines', () => {
    const text = 'x = 1\n[a\n[profile b] # c\n y=2\n  z = 3\n\t[c]\n k\n== =\n:v\n; end';
    const document = parseIni('file:///x', 'aws-config', createSourceText(text));
    const ranges = semanticTokens(document, { start: 0, end: text.length }).map(({ range }) => range);
    expect(ranges.length).toBeGreaterThan(8);
    for (const [index, { start, end }] of ranges.entries()) {
      expect(start).toBeGreaterThanOrEqual(ranges[index - 1]?.end ?? 0);
      expect(text.slice(start, end)).not.toMatch(/[\r\n]/u);
    }
  });
});
