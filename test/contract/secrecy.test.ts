import { inspect } from 'node:util';
import { parse as parseDotenvIndependently } from 'dotenv';
import {
  createLinter,
  githubFindings,
  jsonFindings,
  readAsCli,
  readAsJs,
  redactedCopy,
  rules,
  sarifResults,
  textFindings,
  type DocumentModel,
  type Fix,
} from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { allCases, factsOf, parseFile, settingsOf } from '../rules/case.ts';
import { secretsOf } from '../rules/secrets.ts';

const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: parseDotenvIndependently },
});

function plainFix({ elsewhere, ...fix }: Fix): object {
  return { ...fix, elsewhere: elsewhere.map((one) => (one.type === 'edit' ? one.edits : one)) };
}

/** Everything that leaves the engine for one file, as text. */
function everythingSaid(model: DocumentModel, options: Parameters<typeof linter.lint>[1]): string {
  const result = linter.lint(model, options);
  const { document } = model;
  const readings = document.format === 'ini' ? [readAsCli, readAsJs].map((read) => read(document)) : [];
  return [
    JSON.stringify({
      ...result,
      // Of other files a fix holds the texts that its edits are for; what leaves the engine is what it does to them.
      findings: result.findings.map((finding) => ({ ...finding, fixes: finding.fixes.map(plainFix) })),
    }),
    JSON.stringify(document.problems),
    inspect(
      readings.map((one) => one.refusal ?? [one.profiles, one.others]),
      { depth: 8 },
    ),
    inspect(
      model.credentialSets.flatMap((set) => set.sites),
      { depth: 3 },
    ),
    textFindings('file', model, result.findings, (uri) => uri),
    JSON.stringify(jsonFindings('file', document.source, result.findings, (uri) => uri)),
    githubFindings('file', document.source, result.findings),
    JSON.stringify(
      sarifResults(model, result.findings, { artifactOf: (uri) => ({ uri }), ruleIndexOf: () => 0 }),
    ),
  ].join('\n');
}

const files = allCases().flatMap((one) => [...one.texts].map(([path, text]) => ({ one, path, text })));

describe('no secret of a fixture comes out', () => {
  it('the fixtures hold secrets', () => {
    expect(files.flatMap(({ text }) => secretsOf(text)).length).toBeGreaterThan(50);
  });

  it.each(files.map((file) => [`${file.one.ruleId}/${file.one.name}/${file.path}`, file] as const))(
    '%s',
    (_name, { one, path, text }) => {
      const model = parseFile(path, text);
      const said = everythingSaid(model, { facts: factsOf(one, path), settings: settingsOf(one) });
      for (const secret of secretsOf(text)) expect(said.includes(secret)).toBe(false);
    },
  );

  it.each(files.map((file) => [`${file.one.ruleId}/${file.one.name}/${file.path}`, file] as const))(
    'a redacted copy of %s has its lines, each as long as it was, and no secret',
    (_name, { path, text }) => {
      const copy = redactedCopy(parseFile(path, text));
      const lengths = (whole: string) => whole.split(/\r\n|\r|\n/u).map((line) => line.length);
      expect(lengths(copy)).toEqual(lengths(text));
      for (const secret of secretsOf(text)) expect(copy.includes(secret)).toBe(false);
      // Whatever is no star is what stood there, counted in UTF-16 units as places are.
      const changed = copy.split('').filter((unit, at) => unit !== '*' && unit !== text.charAt(at));
      expect(changed).toEqual([]);
    },
  );
});
