import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../documents/document.ts';
import { parseModel } from '../../linter.ts';
import { createSourceText } from '../../text/source-text.ts';
import { isDeclaration, mentionAt, mentionsOfThing, namesOf } from './names.ts';
import { mentionsOf } from './mention.ts';

function model(kind: DocumentKind, text: string, uri = `file:///${kind}`) {
  return parseModel(uri, kind, createSourceText(text));
}

/** Each mention with the text that it covers, to see that the two fit. */
function mentions(kind: DocumentKind, text: string, uri?: string): readonly string[] {
  return mentionsOf(model(kind, text, uri).document).map((one) => {
    const written = text.slice(one.range.start, one.range.end);
    const sign = isDeclaration(one) ? '' : '→ ';
    return `${sign}${one.type} ${one.name}${written === one.name ? '' : ` (${written})`}`;
  });
}

describe('mentionsOf', () => {
  it.each([
    ['[default]', 'profile default'],
    ['[profile dev]', 'profile dev'],
    ['[profile "a b"]', 'profile a b'],
    ["[profile 'a b']", 'profile a b'],
    ['[profile a\\ b]', 'profile a b (a\\ b)'],
    ['[ profile dev ]', 'profile dev'],
    ['[ profile "a b" ] # note', 'profile a b'],
    ['[profile  dev]', 'profile dev'],
    ['[profile a b]', 'profile a b'],
    ['[profile.dev]', 'profile dev'],
    ['[Profile dev]', 'profile dev'],
    ['[profile dev', 'profile dev'],
    ['[dev]', 'profile dev'],
    ['[sso-session corp]', 'sso-session corp'],
    ['[services local]', 'services local'],
  ])('finds the name in %s of a config file', (header, expected) => {
    expect(mentions('aws-config', header)).toEqual([expected]);
  });

  it.each(['[DEFAULT]', '[plugins]', '[]', '[profile]', '[tool]\nown_key = 1'])(
    'finds none in %s of a config file',
    (text) => {
      expect(mentions('aws-config', text)).toEqual([]);
    },
  );

  it('takes what stands between the brackets of a credentials file for the name, as the tools do', () => {
    const text = '[dev]\n[ padded ]\n[Default]\n[profile x]\n[sso-session s]\n[DEFAULT]\n';
    expect(mentions('aws-credentials', text)).toEqual([
      'profile dev',
      'profile padded',
      'profile Default',
      'profile profile x',
      'profile sso-session s',
    ]);
  });

  it.each([
    ['source_profile = dev', '→ profile dev'],
    ['source_profile=dev # mine', '→ profile dev'],
    ['source_profile = "dev"', '→ profile dev'],
    ['source_profile : dev', '→ profile dev'],
    ['sso_session = corp', '→ sso-session corp'],
    ['services = local', '→ services local'],
  ])('finds the name in %s', (setting, expected) => {
    expect(mentions('aws-config', `[profile x]\n${setting}\n`)).toEqual(['profile x', expected]);
  });

  it.each([
    'source_profile =',
    'source_profile = # dev',
    'granted_source_profile = dev',
    's3 =\n  source_profile = dev',
    'credential_process = aws-vault export dev',
    '# source_profile = dev',
  ])('finds none in %s', (setting) => {
    expect(mentions('aws-config', `[profile x]\n${setting}\n`)).toEqual(['profile x']);
  });

  it('knows that only profiles have sources, and that all inherit those of [DEFAULT]', () => {
    expect(mentions('aws-config', '[services s]\nsource_profile = dev\n')).toEqual(['services s']);
    expect(mentions('aws-config', '[DEFAULT]\nsource_profile = dev\n')).toEqual(['→ profile dev']);
  });

  it('finds the profiles of a file of variables, whatever their quotes', () => {
    const text = `AWS_PROFILE=a\nexport AWS_PROFILE="b c"\nAWS_DEFAULT_PROFILE='d' # x\nOTHER=a\n# AWS_PROFILE=a\nAWS_PROFILE=$X\n`;
    expect(mentions('dotenv', text)).toEqual(['→ profile a', '→ profile b c', '→ profile d']);
  });

  it('leaves out templates, and files that say where their profiles are', () => {
    expect(mentions('dotenv', 'AWS_PROFILE=a\n', 'file:///.env.example')).toEqual([]);
    expect(mentions('dotenv', 'AWS_CONFIG_FILE=/x\nAWS_PROFILE=a\n')).toEqual([]);
  });

  it('finds the profiles of services of compose, in maps and in lists', () => {
    const text = [
      'services:',
      '  a:',
      '    environment:',
      '      AWS_PROFILE: dev',
      '  b:',
      '    environment:',
      '      AWS_PROFILE: "b c"',
      '  c:',
      '    environment:',
      '      - AWS_PROFILE=dev',
      "      - 'AWS_DEFAULT_PROFILE=e f'",
      '      - AWS_PROFILE',
      '',
    ].join('\n');
    expect(mentions('compose', text)).toEqual([
      '→ profile dev',
      '→ profile b c',
      '→ profile dev',
      '→ profile e f',
    ]);
  });
});

describe('names', () => {
  const config = model(
    'aws-config',
    '[profile dev]\nsource_profile = base\n[profile base]\n[profile "base"]\n',
  );
  const credentials = model('aws-credentials', '[base]\n[dev]\n');

  it('are found at both their ends', () => {
    const at = (offset: number) => mentionAt(config, offset)?.name;
    expect([8, 9, 12, 13].map(at)).toEqual([undefined, 'dev', 'dev', undefined]);
  });

  it('of one thing are found in all documents', () => {
    const found = mentionsOfThing([config, credentials], { type: 'profile', name: 'base' });
    expect(found.map((one) => `${one.model.document.kind} ${one.range.start} ${one.site.role}`)).toEqual([
      'aws-config 31 setting',
      'aws-config 45 declaration',
      'aws-config 61 declaration',
      'aws-credentials 1 declaration',
    ]);
  });

  it('are listed once a document', () => {
    expect(namesOf(config).map(({ name }) => name)).toEqual(['dev', 'base']);
  });
});
