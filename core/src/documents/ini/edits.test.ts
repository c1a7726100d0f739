import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import {
  addSection,
  appendToSection,
  deleteEntries,
  deleteSection,
  insertAfterEntry,
  replaceValue,
} from './edits.ts';
import type { IniDocument, IniEntry } from './nodes.ts';
import { parseIni } from './parser.ts';
import { plainText } from './readers/reading.ts';
import { readTolerantly } from './readers/tolerant.ts';

const parse = (text: string): IniDocument => parseIni('file:///x', 'aws-config', createSourceText(text));

function entry(document: IniDocument, key: string): IniEntry {
  const found = document.sections.flatMap(({ entries }) => entries).find((one) => one.key === key);
  if (!found) throw new Error(`no ${key}`);
  return found;
}

function edited(text: string, edit: (document: IniDocument) => readonly TextEdit[]): string {
  return applyEdits(text, edit(parse(text)));
}

describe('deleteEntries', () => {
  it.each([
    ['[x]\na = 1\nb = 2\nc = 3\n', '[x]\nb = 2\n'],
    ['[x]\r\na = 1\r\n# k\r\nb = 2\r\nc = 3', '[x]\r\n# k\r\nb = 2'],
    ['[x]\na =\n  k = 1\nb = 2\nc = 1\n  more\n[y]\n', '[x]\nb = 2\n[y]\n'],
    ['[x]\nb = 2\na = 1\nc = 3', '[x]\nb = 2'],
  ])('of %j', (text, expected) =>
    expect(
      edited(text, (document) => deleteEntries(document, [entry(document, 'c'), entry(document, 'a')])),
    ).toBe(expected),
  );

  it('takes commented entries', () =>
    expect(
      edited('[x]\n# a = 1\nb = 2', (document) => deleteEntries(document, document.commentedEntries)),
    ).toBe('[x]\nb = 2'));
});

describe('deleteSection', () => {
  it.each([
    ['[x]\na = 1\n\n# of y\n[y]\nb = 2\n', 0, '# of y\n[y]\nb = 2\n'],
    ['[x]\na = 1\n\n[y]\nb = 2\n', 1, '[x]\na = 1\n'],
    ['[x]\na = 1\n\n[y]\nb = 2', 1, '[x]\na = 1'],
    ['[x]\n\n[y]\n\n[z]\n', 1, '[x]\n\n[z]\n'],
    ['[x]\n', 0, ''],
  ])('of %j', (text, index, expected) => {
    const result = edited(text, (document) => {
      const section = document.sections[index];
      return section ? deleteSection(document, section) : [];
    });
    expect(result).toBe(expected);
  });
});

describe('replaceValue', () => {
  it.each([
    ['[x]\na = 1 \nb=2', '[x]\na = new \nb=2'],
    ['[x]\na=1 # c\n', '[x]\na=new\n'],
    ['[x]\na = 1\n  more\n\nb = 2', '[x]\na = new\n\nb = 2'],
    ['[x]\na =\nb = 2\n', '[x]\na = new\nb = 2\n'],
    ['[x]\na=\nb=2\n', '[x]\na=new\nb=2\n'],
    ['[x]\na =', '[x]\na = new'],
  ])('in %j', (text, expected) =>
    expect(edited(text, (document) => replaceValue(document, entry(document, 'a'), 'new'))).toBe(expected),
  );
});

describe('insertAfterEntry', () => {
  const settings = [
    { key: 'k', value: 'v' },
    { key: 'empty', value: '' },
  ];

  it.each([
    ['[x]\na = 1\nb = 2\n', '[x]\na = 1\nk = v\nempty =\nb = 2\n'],
    ['[x]\na=1', '[x]\na=1\nk=v\nempty='],
    ['[x]\r\n\ta = 1\r\n\tb = 2\r\n', '[x]\r\n\ta = 1\r\n\tk = v\r\n\tempty =\r\n\tb = 2\r\n'],
    ['[x]\na =\n  n = 1\nb = 2\n', '[x]\na =\n  n = 1\nk = v\nempty =\nb = 2\n'],
    ['[x]\na: 1\n', '[x]\na: 1\nk = v\nempty =\n'],
  ])('in %j', (text, expected) =>
    expect(edited(text, (document) => insertAfterEntry(document, entry(document, 'a'), settings))).toBe(
      expected,
    ),
  );
});

describe('appendToSection', () => {
  it.each([
    ['[x]\na = 1\n\n[y]\n', '[x]\na = 1\nk = v\n\n[y]\n'],
    ['[x]\n[y]\nb=2\n', '[x]\nk=v\n[y]\nb=2\n'],
    ['[x] # c', '[x] # c\nk = v'],
    ['[x]\na =\n  n = 1\n', '[x]\na =\n  n = 1\nk = v\n'],
    ['[x]\n  a = 1\nb = 2\n', '[x]\n  a = 1\nb = 2\nk = v\n'],
    ['[x]\n  a = 1\n\n# end\n', '[x]\n  a = 1\n  k = v\n\n# end\n'],
  ])('in %j', (text, expected) =>
    expect(
      edited(text, (document) => {
        const [section] = document.sections;
        return section ? appendToSection(document, section, [{ key: 'k', value: 'v' }]) : [];
      }),
    ).toBe(expected),
  );
});

describe('addSection', () => {
  it.each([
    ['', '[profile n]\nk = v\n'],
    ['# only a comment\n', '# only a comment\n\n[profile n]\nk = v\n'],
    ['[x]\na=1\n', '[x]\na=1\n\n[profile n]\nk=v\n'],
    ['[x]\r\na = 1', '[x]\r\na = 1\r\n\r\n[profile n]\r\nk = v'],
    ['[x]\na = 1\n[y]\nb = 2\n', '[x]\na = 1\n[y]\nb = 2\n[profile n]\nk = v\n'],
    ['[x]\na = 1\n\n\n', '[x]\na = 1\n\n[profile n]\nk = v\n\n\n'],
  ])('at the end of %j', (text, expected) =>
    expect(edited(text, (document) => addSection(document, 'profile n', [{ key: 'k', value: 'v' }]))).toBe(
      expected,
    ),
  );

  it.each([
    ['[x]\na = 1\n\n# of y\n[y]\n', '[x]\na = 1\n\n[profile n]\nk = v\n\n# of y\n[y]\n'],
    ['[x]\na = 1\n[y]\n[z]\n', '[x]\na = 1\n[profile n]\nk = v\n[y]\n[z]\n'],
    ['[x]\n[y]\n\n[z]\n', '[x]\n\n[profile n]\nk = v\n\n[y]\n\n[z]\n'],
  ])('behind the first section of %j', (text, expected) =>
    expect(
      edited(text, (document) =>
        addSection(document, 'profile n', [{ key: 'k', value: 'v' }], document.sections[0]),
      ),
    ).toBe(expected),
  );
});

describe('all edits', () => {
  const eol = fc.constantFrom('\n', '\r\n');
  const body = fc.array(fc.constantFrom('a = 1', 'b=2', 'c =', 'd = 4 # x', '', '# comment', '# k = v'), {
    maxLength: 6,
  });
  const file = fc
    .tuple(fc.array(body, { minLength: 1, maxLength: 4 }), eol, fc.boolean(), fc.constantFrom('', '  ', '\t'))
    .map(([bodies, end, final, indent]) => {
      const lines = bodies.flatMap((lines, index) => [
        `[profile p${index}]`,
        ...lines.map((line) => (line === '' ? '' : indent + line)),
      ]);
      return lines.join(end) + (final ? end : '');
    });

  /** All settings but those of one key, as text. */
  const settingsWithout = (text: string, key: string): readonly string[] =>
    [...readTolerantly(parse(text)).profiles].flatMap(([name, { settings }]) =>
      [...settings]
        .filter(([one]) => one !== key)
        .map(([one, read]) => `${name}.${one}=${plainText(read) ?? ''}`),
    );

  it('change what they say and nothing else', () => {
    fc.assert(
      fc.property(file, fc.nat(3), (text, pick) => {
        const document = parse(text);
        const section = document.sections[pick % document.sections.length];
        if (!section) return;
        const added = applyEdits(text, appendToSection(document, section, [{ key: 'new', value: 'v' }]));
        expect(settingsWithout(added, 'new')).toEqual(settingsWithout(text, 'new'));
        expect(readTolerantly(parse(added)).profiles.get(section.name)?.settings.get('new')?.value).toBe('v');
        expect(/[\r\n]$/u.test(added)).toBe(/[\r\n]$/u.test(text));

        const entries = document.sections.flatMap((one) => one.entries.filter(({ key }) => key === 'a'));
        const deleted = applyEdits(text, deleteEntries(document, entries));
        expect(settingsWithout(deleted, '-')).toEqual(settingsWithout(text, 'a'));

        const widened = applyEdits(
          text,
          addSection(document, 'profile new', [{ key: 'k', value: 'v' }], section),
        );
        expect(
          settingsWithout(widened, '-')
            .filter((one) => one !== 'new.k=v')
            .sort(),
        ).toEqual([...settingsWithout(text, '-')].sort());
        expect(parse(widened).sections).toHaveLength(document.sections.length + 1);
      }),
      { numRuns: 1000 },
    );
  });
});
