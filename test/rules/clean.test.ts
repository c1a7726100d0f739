import { parse as parseDotenvIndependently } from 'dotenv';
import { createLinter, rules } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { cleanCases, factsOf, parseFile, settingsOf } from './case.ts';

const cases = cleanCases();
const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: parseDotenvIndependently },
});

/** A finding in a file that needs no change is worse than a missed one: people stop reading them. */
describe.each(cases)('$name', (one) => {
  it.each([...one.texts])('%s is as it should be', (path, text) => {
    for (const variant of [text, text.replaceAll('\n', '\r\n')]) {
      const model = parseFile(path, variant);
      expect(model.document.problems).toEqual([]);
      const { findings, failures } = linter.lint(model, {
        facts: factsOf(one, path),
        settings: settingsOf(one),
      });
      expect(failures).toEqual([]);
      expect(findings.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
    }
  });
});
