import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  createSourceText,
  mentionsOfThing,
  parseModel,
  rename,
  type DocumentKind,
  type DocumentModel,
  type NamedThing,
} from '@keyless/core';
import { iniText } from './ini-arbitrary.ts';
import { asBotocore, asJsSdk, type PlainFile, type PlainValue } from './ini-oracle.ts';

type Texts = Readonly<Record<'config' | 'credentials' | 'env', string>>;

const KINDS: Readonly<Record<keyof Texts, DocumentKind>> = {
  config: 'aws-config',
  credentials: 'aws-credentials',
  env: 'dotenv',
};
const FILES = Object.keys(KINDS) as (keyof Texts)[];

function modelsOf(texts: Texts): readonly DocumentModel[] {
  return FILES.map((file) => parseModel(`file:///${file}`, KINDS[file], createSourceText(texts[file])));
}

/** The texts after a rename, or the words of a refusal. */
function renamed(texts: Texts, thing: NamedThing, name: string): Texts | string {
  const models = modelsOf(texts);
  const result = rename(models, thing, name);
  if (result.refusal !== undefined) return result.refusal;
  const after: Record<keyof Texts, string> = { ...texts };
  for (const { model, edits } of result.documents) {
    const file = FILES[models.indexOf(model)]!;
    after[file] = (model.document.source.bom ? '\uFEFF' : '') + applyEdits(model.document.source.text, edits);
  }
  return after;
}

const SETTINGS: Readonly<Record<NamedThing['type'], string>> = {
  profile: 'source_profile',
  'sso-session': 'sso_session',
  services: 'services',
};
const GROUPS: Readonly<Record<NamedThing['type'], string>> = {
  profile: 'profiles',
  'sso-session': 'sso_sessions',
  services: 'services',
};

/** What a tool would see if a thing had another name: worked out on its own view of the file, not on the text. */
function mapped(sections: PlainValue, group: string, thing: NamedThing, name: string): PlainFile {
  return Object.fromEntries(
    Object.entries(sections as PlainFile).map(([key, settings]) => [
      group === GROUPS[thing.type] && key === thing.name ? name : key,
      group === 'profiles' ? mappedSettings(settings as PlainFile, thing, name) : settings,
    ]),
  );
}

function mappedSettings(settings: PlainFile, thing: NamedThing, name: string): PlainFile {
  const key = SETTINGS[thing.type];
  const own = settings[key];
  // A person means the name also in quotes, before a comment and above a line that is indented by mistake; the AWS CLI
  // takes all of that for a part of the value.
  const isMeant =
    typeof own === 'string' && own.replace(/(?:\s#|\n).*$/su, '').replace(/^"(.*)"$/u, '$1') === thing.name;
  return isMeant ? { ...settings, [key]: own.replace(thing.name, () => name) } : settings;
}

/**
 * Lines that a value has swallowed may hold the name, too: what they say is nobody's setting. Nor is a source of what is
 * no profile, which a header that was swallowed leaves behind.
 */
function firstLines(settings: PlainValue | undefined, group = 'profiles'): unknown {
  if (typeof settings === 'string') return settings.split('\n')[0];
  return (
    settings &&
    Object.fromEntries(
      Object.entries(settings)
        .filter(([key]) => group === 'profiles' || !Object.values(SETTINGS).includes(key))
        .map(([key, value]) => [key, firstLines(value, group)]),
    )
  );
}

function cliView(texts: Texts): {
  readonly config: PlainFile | string;
  readonly credentials: PlainFile | string;
} {
  return {
    config: asBotocore(createSourceText(texts.config), 'aws-config'),
    credentials: asBotocore(createSourceText(texts.credentials), 'aws-credentials'),
  };
}

/** Sections that come to light under the new name are no loss. */
function expectIsomorphic(before: Texts, after: Texts, thing: NamedThing, name: string): void {
  const [was, is] = [cliView(before), cliView(after)];
  if (typeof was.config === 'string') expect(is.config).toBe(was.config);
  else {
    for (const group of Object.values(GROUPS)) {
      const expected = mapped(was.config[group]!, group, thing, name);
      const actual = (is.config as PlainFile)[group] as PlainFile;
      for (const [key, settings] of Object.entries(expected))
        expect([key, firstLines(actual[key], group)]).toEqual([key, firstLines(settings, group)]);
      expect(Object.keys(actual).filter((key) => key !== name && !Object.hasOwn(expected, key))).toEqual([]);
    }
  }
  if (typeof was.credentials === 'string') expect(is.credentials).toBe(was.credentials);
  else {
    const expected = mapped(was.credentials, 'profiles', thing, name);
    for (const [key, settings] of Object.entries(expected)) {
      // What only a person takes for that name, such as `[ x ]`.
      const isMeant = thing.type === 'profile' && key !== thing.name && key.trim() === thing.name;
      const found = (is.credentials as PlainFile)[isMeant ? key.replace(thing.name, () => name) : key];
      expect([key, firstLines(found)]).toEqual([key, firstLines(settings)]);
    }
  }
}

const NAMES = ['a', 'b', 'team-a', 'x.y', 'a b', 'me@corp', 'é'];
const name = fc.constantFrom(...NAMES);
const fresh = fc.constantFrom('zed', 'z-1', 'z z', 'ž', 'z@y', 'z/y', 'z:y', 'z=y', 'z!', 'z', 'default');
const type = fc.constantFrom<NamedThing['type']>('profile', 'profile', 'profile', 'sso-session', 'services');
const thing: fc.Arbitrary<NamedThing> = fc.record({ type, name });

/** As `shlex` reads it back. */
const word = (text: string): string => (/^[\w@.-]+$/u.test(text) ? text : `'${text}'`);

const goodHeader = fc
  .tuple(type, name, fc.constantFrom('', '"', "'"))
  .map(([of, text, quote]) => `[${of} ${quote === '' ? word(text) : quote + text + quote}]`);
const oddHeader = fc
  .tuple(
    fc.constantFrom(
      '[ profile @ ]',
      '[profile  @]',
      '[profile.@]',
      '[Profile @]',
      '[@]',
      '[profile @] # @',
      '  [profile @]',
      '[profile\t@',
      '[profiles @]',
      '[profile x@]',
    ),
    name,
  )
  // The AWS CLI takes `[profile.a b]` for the profile `b`, the JavaScript SDK for `a b`.
  .map(([form, text]) => form.replaceAll('@', form.includes('.') ? text.replace(' ', '-') : text));
const setting = fc
  .tuple(
    fc.constantFrom(
      'source_profile',
      'source_profile',
      'sso_session',
      'services',
      'region',
      'Source_Profile',
    ),
    fc.constantFrom('=', ' = ', ':', '  =\t'),
    fc.oneof(
      { weight: 4, arbitrary: name },
      { weight: 1, arbitrary: name.map((one) => `"${one}"`) },
      { weight: 1, arbitrary: name.map((one) => `${one} # ${one}`) },
    ),
    fc.constantFrom('', '', '', '', '  '),
  )
  .map(([key, sign, value, indent]) => `${indent}${key}${sign}${value}`);

function file(header: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const section = fc.tuple(
    header,
    fc.uniqueArray(setting, { maxLength: 4, selector: (line) => /\w+/u.exec(line)?.[0].toLowerCase() }),
  );
  return fc
    .tuple(
      fc.uniqueArray(section, { maxLength: 7, selector: ([head]) => head }),
      fc.constantFrom('\n', '\r\n'),
    )
    .map(([sections, eol]) => sections.flatMap(([head, lines]) => [head, ...lines, '']).join(eol));
}

const env = fc
  .array(
    fc
      .tuple(
        fc.constantFrom('AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'export AWS_PROFILE', '# AWS_PROFILE', 'OTHER'),
        fc.constantFrom('', '"', "'"),
        name,
      )
      .map(([key, quote, value]) => `${key}=${quote}${value}${quote}`),
    { maxLength: 4 },
  )
  .map((lines) => lines.join('\n'));
const credentials = file(
  fc.oneof(
    { weight: 5, arbitrary: name.map((one) => `[${one}]`) },
    { weight: 1, arbitrary: name.map((one) => `[ ${one} ]`) },
  ),
);
const tidy: fc.Arbitrary<Texts> = fc.record({ config: file(goodHeader), credentials, env });
const untidy: fc.Arbitrary<Texts> = fc.record({
  config: fc.oneof(
    file(fc.oneof({ weight: 3, arbitrary: goodHeader }, { weight: 2, arbitrary: oddHeader })),
    iniText,
  ),
  credentials: fc.oneof({ weight: 3, arbitrary: credentials }, { weight: 1, arbitrary: iniText }),
  env,
});

const isDeclared = (texts: Texts, of: NamedThing): boolean =>
  mentionsOfThing(modelsOf(texts), of).some(({ site }) => site.role === 'declaration');

describe('a rename', () => {
  it('keeps the graph of profiles as the AWS CLI sees it, on any files', () => {
    let done = 0;
    fc.assert(
      fc.property(untidy, thing, fresh, (texts, of, to) => {
        const after = renamed(texts, of, to);
        if (typeof after === 'string') return;
        done += 1;
        expectIsomorphic(texts, after, of, to);
      }),
      { numRuns: 12000 },
    );
    expect(done).toBeGreaterThan(150);
  });

  it('takes nothing from the JavaScript SDK but a name that it cannot read', () => {
    fc.assert(
      fc.property(untidy, thing, fresh, (texts, of, to) => {
        const after = renamed(texts, of, to);
        if (typeof after === 'string' || of.type !== 'profile') return;
        for (const kind of ['config', 'credentials'] as const) {
          const view = (text: string): PlainFile =>
            asJsSdk(createSourceText(text), KINDS[kind] as 'aws-config').file;
          const others = (file: PlainFile): PlainFile =>
            Object.fromEntries(Object.entries(file).filter(([key]) => ![of.name, to].includes(key.trim())));
          const [was, is] = [others(view(texts[kind])), others(view(after[kind]))];
          expect(Object.keys(is)).toEqual(Object.keys(was));
        }
      }),
      { numRuns: 12000 },
    );
  });

  it('finds everything that has the name: the new name stands where the old one stood, and that one is gone', () => {
    fc.assert(
      fc.property(untidy, thing, fresh, (texts, of, to) => {
        const after = renamed(texts, of, to);
        if (typeof after === 'string') return;
        const count = (where: Texts, what: string): number =>
          mentionsOfThing(modelsOf(where), { type: of.type, name: what }).length;
        expect(count(after, of.name)).toBe(0);
        expect(count(after, to)).toBe(count(texts, of.name) + count(texts, to));
      }),
      { numRuns: 12000 },
    );
  });

  it('is possible in every tidy file, and goes back to it', () => {
    let done = 0;
    fc.assert(
      fc.property(tidy, thing, (texts, of) => {
        if (!isDeclared(texts, of)) return;
        done += 1;
        const there = renamed(texts, of, 'zed');
        expect(typeof there === 'string' ? there : '').toBe('');
        const back = renamed(there as Texts, { type: of.type, name: 'zed' }, of.name);
        expect(typeof back === 'string' ? back : '').toBe('');
        if (/^[\w@.-]+$/u.test(of.name)) expect(back).toEqual(texts);
        else expect(cliView(back as Texts)).toEqual(cliView(texts));
      }),
      { numRuns: 12000 },
    );
    expect(done).toBeGreaterThan(100);
  });
});
