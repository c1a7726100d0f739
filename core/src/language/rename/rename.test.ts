import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../documents/document.ts';
import { parseModel } from '../../linter.ts';
import type { DocumentModel } from '../../model/document-model.ts';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits } from '../../text/text-edit.ts';
import type { NamedThing } from '../navigation/mention.ts';
import { reasonNotToRename, rename } from './rename.ts';

type Texts = Partial<Record<DocumentKind, string>>;

function modelsOf(texts: Texts, options = {}): readonly DocumentModel[] {
  return Object.entries(texts).map(([kind, text]) =>
    parseModel(`file:///${kind}`, kind as DocumentKind, createSourceText(text, options)),
  );
}

function profile(name: string): NamedThing {
  return { type: 'profile', name };
}

/** The texts that change, or the refusal. */
function renamed(texts: Texts, thing: NamedThing, name: string): Texts | string {
  const result = rename(modelsOf(texts), thing, name);
  if (result.refusal !== undefined) return result.refusal;
  return Object.fromEntries(
    result.documents.map(({ model: { document }, edits }) => [
      document.kind,
      applyEdits(document.source.text, edits),
    ]),
  );
}

describe('rename', () => {
  it('renames a profile in both files and in variables, and nothing else', () => {
    const texts: Texts = {
      'aws-config': [
        '# dev is for dev',
        '[profile dev] # dev',
        'region = dev',
        'credential_process = aws-vault export dev',
        '[profile "dev"]',
        '[profile prod]',
        'source_profile=dev  # not dev2',
        'sso_session = dev',
        '[sso-session dev]',
        '',
      ].join('\r\n'),
      'aws-credentials': '[dev]\naws_access_key_id = dev\n[prod]\nsource_profile = "dev"\n',
      dotenv: `export AWS_PROFILE='dev' # dev\nAWS_DEFAULT_PROFILE=dev\nSTAGE=dev\n#AWS_PROFILE=dev\n`,
    };
    expect(renamed(texts, profile('dev'), 'next')).toEqual({
      'aws-config': [
        '# dev is for dev',
        '[profile next] # dev',
        'region = dev',
        'credential_process = aws-vault export dev',
        '[profile "next"]',
        '[profile prod]',
        'source_profile=next  # not dev2',
        'sso_session = dev',
        '[sso-session dev]',
        '',
      ].join('\r\n'),
      'aws-credentials': '[next]\naws_access_key_id = dev\n[prod]\nsource_profile = "next"\n',
      dotenv: `export AWS_PROFILE='next' # dev\nAWS_DEFAULT_PROFILE=next\nSTAGE=dev\n#AWS_PROFILE=dev\n`,
    });
  });

  it.each([
    ['[profile dev]', 'x', '[profile x]'],
    ['[profile dev]', 'a b', "[profile 'a b']"],
    ['[profile dev]', 'é', "[profile 'é']"],
    ['[profile dev]', 'me@corp.example', '[profile me@corp.example]'],
    ['[profile "dev"]', 'a b', '[profile "a b"]'],
    ['[profile "dev"]', 'x', '[profile "x"]'],
    ['[ profile dev ]', 'x', '[ profile x ]'],
    ['[ profile dev ]', 'a b', "[ profile 'a b' ]"],
    ['[profile\tdev]', 'x', '[profile\tx]'],
    ['[profile  dev]', 'x', '[profile  x]'],
    ['[profile.dev]', 'x', '[profile.x]'],
    ['[Profile dev]', 'x', '[Profile x]'],
    ['[dev]', 'x', '[x]'],
    ['[dev]', 'a b', "[profile 'a b']"],
    ['[profile dev]', 'default', '[default]'],
    ['[ profile "dev" ]', 'default', '[ default ]'],
  ])('writes the header %s with the name %s as the tools read it', (header, name, expected) => {
    expect(renamed({ 'aws-config': header }, profile('dev'), name)).toEqual({ 'aws-config': expected });
  });

  it.each([
    ['[profile "a b"]', '[profile "x"]'],
    ["[profile 'a b']", "[profile 'x']"],
    ['[profile a\\ b]', '[profile x]'],
    ['[profile a b]', '[profile x]'],
  ])('finds a name with a space in %s', (header, expected) => {
    expect(renamed({ 'aws-config': header }, profile('a b'), 'x')).toEqual({ 'aws-config': expected });
  });

  it('renames sections that a tool merges as one', () => {
    const text = '[profile dev]\na = 1\n[profile x]\n[profile dev]\nb = 2\n';
    expect(renamed({ 'aws-config': text }, profile('dev'), 'next')).toEqual({
      'aws-config': '[profile next]\na = 1\n[profile x]\n[profile next]\nb = 2\n',
    });
  });

  it('writes the name as it is in a credentials file', () => {
    expect(renamed({ 'aws-credentials': '[dev]\n[ dev2 ]\n' }, profile('dev'), 'a b')).toEqual({
      'aws-credentials': '[a b]\n[ dev2 ]\n',
    });
    expect(renamed({ 'aws-credentials': '[ dev ]\n' }, profile('dev'), 'x')).toEqual({
      'aws-credentials': '[ x ]\n',
    });
  });

  it.each([
    [
      'sso-session',
      '[sso-session corp]\n[profile a]\nsso_session = corp\n',
      '[sso-session x]\n[profile a]\nsso_session = x\n',
    ],
    [
      'services',
      '[services corp]\n[profile corp]\nservices = corp\n',
      '[services x]\n[profile corp]\nservices = x\n',
    ],
  ] as const)('renames %s sections, and no profile of that name', (type, text, expected) => {
    expect(renamed({ 'aws-config': text }, { type, name: 'corp' }, 'x')).toEqual({ 'aws-config': expected });
  });

  it('gives a variable quotes where the name needs them', () => {
    const texts = { 'aws-config': '[profile dev]', dotenv: 'AWS_PROFILE=dev\n' };
    expect(renamed(texts, profile('dev'), 'a b')).toMatchObject({ dotenv: 'AWS_PROFILE="a b"\n' });
  });

  it.each([
    ['AWS_PROFILE: dev', 'x', 'AWS_PROFILE: x'],
    ['AWS_PROFILE: dev # dev', 'a b', "AWS_PROFILE: 'a b' # dev"],
    ['AWS_PROFILE: dev', 'on', "AWS_PROFILE: 'on'"],
    ['AWS_PROFILE: dev', '1', "AWS_PROFILE: '1'"],
    ['AWS_PROFILE: "dev"', 'a: b', 'AWS_PROFILE: "a: b"'],
    ['- AWS_PROFILE=dev', 'x', '- AWS_PROFILE=x'],
    ['- AWS_PROFILE=dev', 'a b', "- 'AWS_PROFILE=a b'"],
    ["- 'AWS_PROFILE=dev'", 'a b', "- 'AWS_PROFILE=a b'"],
  ])('renames in compose: %s', (line, name, expected) => {
    const compose = (one: string): string => `services:\n  a:\n    environment:\n      ${one}\n`;
    const texts = { 'aws-config': '[profile dev]', compose: compose(line) };
    expect(renamed(texts, profile('dev'), name)).toMatchObject({ compose: compose(expected) });
  });

  it('does nothing where the name stays', () => {
    expect(renamed({ 'aws-config': '[profile dev]' }, profile('dev'), 'dev')).toEqual({});
  });
});

describe('a rename is refused', () => {
  const texts: Texts = { 'aws-config': '[profile dev]\n[sso-session corp]\n', 'aws-credentials': '[prod]\n' };

  it.each([
    ['', /empty/u],
    ['  ', /empty/u],
    [' x', /start or end with a space/u],
    ['x\u00a0', /start or end with a space/u],
    ['a]b', /brackets/u],
    ['[b', /brackets/u],
    ['a\nb', /line breaks/u],
    ['a\u2028b', /line breaks/u],
    ['a\u200bb', /control characters/u],
    ['a"b', /quotes/u],
    ["o'brien", /quotes/u],
    ['a\\b', /backslashes/u],
    ['a #b', /comment/u],
    [';b', /comment/u],
    ['$HOME', /variable/u],
    ['__proto__', /JavaScript SDK/u],
    ['DEFAULT', /hands the settings/u],
    ['profile x', /another kind of section/u],
    ['services x', /another kind of section/u],
    ['prod', /There is a profile prod already\./u],
  ])('to %j', (name, words) => {
    expect(renamed(texts, profile('dev'), name)).toMatch(words);
  });

  it('of the profile default, which would change what every tool does', () => {
    const models = modelsOf({ 'aws-config': '[default]\n' });
    expect(reasonNotToRename(models, profile('default'))).toMatch(/every tool uses when none is named/u);
    expect(rename(models, profile('default'), 'x')).toHaveProperty('refusal');
    expect(
      reasonNotToRename(modelsOf({ 'aws-config': '[services default]' }), {
        type: 'services',
        name: 'default',
      }),
    ).toBeUndefined();
  });

  it('of a name that nothing has', () => {
    const models = modelsOf({ 'aws-config': '[profile x]\nsource_profile = gone\n' });
    expect(reasonNotToRename(models, profile('gone'))).toBe('There is no profile gone.');
  });

  it('in a file whose bytes were lost', () => {
    const models = modelsOf({ 'aws-config': '[profile dev]\n# \ufffd\n' }, { malformed: true });
    expect(rename(models, profile('dev'), 'x').refusal).toMatch(/UTF-8/u);
  });

  it('where a tool would read more than the name differently', () => {
    // The AWS CLI takes the second header for a part of the region.
    const text = '[profile a]\nregion = x\n  [profile dev]\n';
    expect(renamed({ 'aws-config': text }, profile('dev'), 'x')).toMatch(/Mend the problems/u);
  });

  it('without a word of a secret in its reason', () => {
    const key = 'AKIAQ3EGRT7YHXW5KLMN';
    const reason = renamed({ 'aws-config': `[profile a]\n[profile ${key}]\n` }, profile('a'), key);
    expect(reason).toMatch(/There is a profile/u);
    expect(reason).not.toContain(key);
  });
});
