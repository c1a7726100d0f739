import { join } from 'node:path';
import { parse as parseDotenvIndependently } from 'dotenv';
import {
  createLinter,
  rules,
  type DocumentModel,
  type Finding,
  type Fix,
  type WorkspaceFacts,
} from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { allCases, factsOf, isJudged, parseFile, pathOfUri, settingsOf, type RuleCase } from './case.ts';
import { frame } from './golden.ts';
import { effectOf, touchedBy } from './touched.ts';

const cases = allCases();
const readers = { dotenv: parseDotenvIndependently };

function lintWith(one: RuleCase, model: DocumentModel, facts: WorkspaceFacts): readonly Finding[] {
  const linter = createLinter({
    rules: rules.filter((rule) => rule.meta.id === one.ruleId),
    clock: () => new Date(one.options.now ?? '2026-01-01T00:00:00Z'),
    readers,
  });
  const result = linter.lint(model, { facts, settings: settingsOf(one) });
  const findings = result.findings.map((finding) => ({ ...finding, fixes: finding.fixes }));
  expect(result.failures, 'no rule may throw').toEqual([]);
  return findings;
}

function lintText(one: RuleCase, path: string, text: string, bom = false): readonly Finding[] {
  const bytes = { ...one.options.bytes, ...(bom ? { bom } : {}) };
  return lintWith(
    one,
    parseFile(path, text, bytes),
    factsOf(one, path, new Map([...one.texts, [path, text]])),
  );
}

/** What is found in a file of the case once a fix has changed it and others. */
function lintAfter(one: RuleCase, path: string, touched: ReadonlyMap<string, string>): readonly Finding[] {
  const texts = new Map([...one.texts, ...touched]);
  return lintWith(one, parseFile(path, texts.get(path)!), factsOf(one, path, texts));
}

/** A finding about the byte order mark itself stands at the start of every file that has one. */
function withoutMark(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ fingerprint }) => !fingerprint.startsWith('unreadable-file:byte order mark:'));
}

/** The texts of other files are made anew with each run; what is done to them is what counts. */
function comparable(findings: readonly Finding[]): readonly object[] {
  return findings.map((finding) => ({
    ...finding,
    fixes: finding.fixes.map((fix) => ({ ...fix, elsewhere: effectOf(fix) })),
  }));
}

/** Every fix with a file name of its own: a fix id may be offered several times, for several findings or candidates. */
function* numberedFixes(
  findings: readonly Finding[],
): Generator<{ name: string; fix: Fix; finding: Finding }> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      const key = effectOf(fix);
      if (seen.has(key)) continue;
      seen.add(key);
      const count = (counts.get(fix.id) ?? 0) + 1;
      counts.set(fix.id, count);
      yield { name: count === 1 ? fix.id : `${fix.id}-${count}`, fix, finding };
    }
  }
}

describe.each(cases.filter((one) => one.valid))('$ruleId / valid / $name', (one) => {
  it.each([...one.texts.keys()])('%s gives no finding', (path) => {
    expect(lintText(one, path, one.texts.get(path)!)).toEqual([]);
  });
});

describe.each(cases.filter((one) => !one.valid))('$ruleId / invalid / $name', (one) => {
  it('gives the findings of its golden file', async () => {
    const frames = [...one.texts].flatMap(([path, text]) => {
      const model = parseFile(path, text, one.options.bytes);
      return lintWith(one, model, factsOf(one, path)).map((finding) => frame(path, model, finding));
    });
    expect(frames.length, 'an invalid case must have a finding').toBeGreaterThan(0);
    await expect(frames.join('\n')).toMatchFileSnapshot(join(one.folder, 'findings.txt'));
  });

  const offered = new Map([...one.texts].map(([path, text]) => [path, lintText(one, path, text)]));

  describe.each([...one.texts])('%s', (path, text) => {
    const findings = offered.get(path)!;

    it('has ranges inside the text and sorted, disjoint edits', () => {
      for (const finding of findings) {
        expect(finding.range.start).toBeLessThanOrEqual(finding.range.end);
        expect(finding.range.end).toBeLessThanOrEqual(text.length);
        for (const fix of finding.fixes) expect(() => touchedBy(fix, path, text)).not.toThrow();
      }
    });

    /** A fix over several files has a folder of its own where another file of the case has one of that name. */
    const folderOf = (name: string, fix: Fix, own: string): string => {
      const isAlone = [...offered].every(
        ([other, found]) =>
          other === own || found.every(({ fixes }) => fixes.every(({ id }) => id !== fix.id)),
      );
      return fix.elsewhere.length === 0 || isAlone ? name : `${name}-of-${own.replaceAll('/', '-')}`;
    };

    it.each([...numberedFixes(findings)])(
      '$name gives its golden text and mends the finding',
      async ({ name, fix, finding }) => {
        const touched = touchedBy(fix, path, text);
        for (const [file, fixed] of touched) {
          await expect(fixed).toMatchFileSnapshot(join(one.folder, 'fixed', folderOf(name, fix, path), file));
          expect(problemsOf(file, fixed), 'no new parse problem').toBeLessThanOrEqual(
            problemsOf(file, one.texts.get(file) ?? ''),
          );
        }
        const after = lintAfter(one, path, touched);
        expect(after.length, 'the finding is gone').toBeLessThan(findings.length);
        const gone = findings
          .filter((before) => !after.some((now) => now.message === before.message))
          .map((f) => f.message);
        if (after.filter((now) => now.message === finding.message).length > 0) {
          expect(after.filter((now) => now.message === finding.message).length).toBeLessThan(
            findings.filter((before) => before.message === finding.message).length,
          );
        } else {
          expect(gone).toContain(finding.message);
        }
        if (fix.placeholder) {
          const { uri, start, end } = fix.placeholder;
          const fixed = touched.get(uri === undefined ? path : pathOfUri(uri));
          expect(fixed?.slice(start, end)).toMatch(/^[A-Z][A-Z0-9_-]+$/u);
        }
      },
    );

    it('gives the same in CRLF', () => {
      const windows = text.replaceAll(/\r?\n/gu, '\r\n');
      const again = lintText(one, path, windows);
      expect(again.map((f) => f.message)).toEqual(findings.map((f) => f.message));
      expect(again.map((f) => normal(windows.slice(f.range.start, f.range.end)))).toEqual(
        findings.map((f) => normal(text.slice(f.range.start, f.range.end))),
      );
      for (const [index, finding] of again.entries()) {
        for (const [nth, fix] of finding.fixes.entries()) {
          const touched = touchedBy(fix, path, windows);
          expect(touched.get(path) ?? '').not.toMatch(/(?<!\r)\n/u);
          expect(mapped(touched, normal)).toEqual(
            mapped(touchedBy(findings[index]!.fixes[nth]!, path, normal(text)), normal),
          );
        }
      }
    });

    it('gives the same with a byte order mark', () => {
      expect(comparable(withoutMark(lintText(one, path, text, true)))).toEqual(
        comparable(withoutMark(findings)),
      );
    });

    it('gives the same at shifted places behind a comment with an emoji', () => {
      const lead = '# 😀 é\n';
      const again = lintText(one, path, lead + text);
      const shifted = withoutMark(again);
      expect(shifted.map((f) => [f.message, f.range.start - lead.length, f.range.end - lead.length])).toEqual(
        withoutMark(findings).map((f) => [f.message, f.range.start, f.range.end]),
      );
      for (const [index, finding] of again.entries()) {
        for (const [nth, fix] of finding.fixes.entries()) {
          const expected = touchedBy(findings[index]!.fixes[nth]!, path, text);
          expect(touchedBy(fix, path, lead + text)).toEqual(
            mapped(expected, (whole, file) => (file === path ? lead + whole : whole)),
          );
        }
      }
    });

    it('gives the same without a final newline', () => {
      const cut = text.replace(/\r?\n$/u, '');
      const again = lintText(one, path, cut);
      expect(again.map((f) => [f.message, f.range])).toEqual(findings.map((f) => [f.message, f.range]));
      for (const [index, finding] of again.entries()) {
        for (const [nth, fix] of finding.fixes.entries()) {
          const whole = touchedBy(findings[index]!.fixes[nth]!, path, text);
          expect(mapped(touchedBy(fix, path, cut), withoutEnd)).toEqual(mapped(whole, withoutEnd));
        }
      }
    });
  });
});

describe.each(rules.map((rule) => rule.meta))('$id', (meta) => {
  const own = cases.filter((one) => one.ruleId === meta.id);

  it('has at least one valid and two invalid cases', () => {
    expect(own.filter((one) => one.valid).length).toBeGreaterThanOrEqual(1);
    expect(own.filter((one) => !one.valid).length).toBeGreaterThanOrEqual(2);
  });
});

function normal(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function withoutEnd(text: string): string {
  return text.replace(/\r?\n$/u, '');
}

function mapped(
  texts: ReadonlyMap<string, string>,
  change: (text: string, path: string) => string,
): ReadonlyMap<string, string> {
  return new Map([...texts].map(([path, text]) => [path, change(text, path)]));
}

/** How much does not parse; nothing in a file of a kind that Keyless does not judge. */
function problemsOf(path: string, text: string): number {
  return isJudged(path) ? parseFile(path, text).document.problems.length : 0;
}
