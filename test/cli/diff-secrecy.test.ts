import { diffText } from '@keyless/cli';
import { classify, createLinter, createSourceText, rules } from '@keyless/core';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { allCases, factsOf, parseFile, settingsOf, type RuleCase } from '../rules/case.ts';
import { secretsOf } from '../rules/secrets.ts';
import { touchedBy } from '../rules/touched.ts';

const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: (text) => parse(text) },
});

/** The diffs of all fixes that are offered for a file of a case, over all files that they touch. */
function diffsOf(one: RuleCase, path: string, text: string): readonly string[] {
  const model = parseFile(path, text, one.options.bytes);
  const { findings } = linter.lint(model, { facts: factsOf(one, path), settings: settingsOf(one) });
  const texts = new Map([...one.texts, ...one.homeTexts]);
  return findings.flatMap(({ fixes }) =>
    fixes.flatMap((fix) =>
      [...touchedBy(fix, path, text)].map(([file, after]) => {
        const before = texts.get(file);
        return diffText({
          name: file,
          path: `/case/${file}`,
          kind: classify(`/case/${file}`) ?? classify(`/case/.aws/${file}`),
          before: before === undefined ? undefined : createSourceText(before),
          after: createSourceText(after),
        });
      }),
    ),
  );
}

const files = allCases().flatMap((one) =>
  one.valid
    ? []
    : [...one.texts].map(([path, text]) => ({ name: `${one.ruleId}/${one.name}/${path}`, one, path, text })),
);

describe('a diff shows what a fix changes, and no secret', () => {
  it.each(files)('$name', ({ one, path, text }) => {
    const secrets = [...one.texts.values(), ...one.homeTexts.values()].flatMap(secretsOf);
    for (const diff of diffsOf(one, path, text)) {
      expect(diff).toMatch(/^--- .+\n\+\+\+ .+\n(?:@@ -\d+,\d+ \+\d+,\d+ @@\n(?:[-+ ].*\n)+)+$/u);
      expect(diff).toMatch(/^[-+](?![-+]{2} )/mu);
      for (const secret of secrets) expect(diff.includes(secret)).toBe(false);
    }
  });

  it('is about many fixes', () => {
    const all = files.flatMap(({ one, path, text }) => diffsOf(one, path, text));
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter((diff) => diff.includes('***')).length).toBeGreaterThan(30);
  });
});
