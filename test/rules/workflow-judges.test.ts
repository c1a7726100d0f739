import { parse as parseDotenv } from 'dotenv';
import { applyEdits, createLinter, rules, type Finding, type Fix } from '@keyless/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { allCases, factsOf, parseFile, settingsOf, type RuleCase } from './case.ts';
import { createWorkflowJudges, newComplaints, type WorkflowJudges } from './workflow-judges.ts';

/** A file of a case that GitHub would run, and each fix that any rule offers for it. */
interface Rewritten {
  readonly one: RuleCase;
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly finding: Finding;
  readonly fix: Fix;
}

const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: parseDotenv },
});

function judge(one: RuleCase, path: string, text: string): readonly Finding[] {
  const options = { facts: factsOf(one, path), settings: settingsOf(one) };
  return linter.lint(parseFile(path, text), options).findings;
}

function rewrittenFiles(): readonly (readonly [string, Rewritten])[] {
  return allCases().flatMap((one) =>
    [...one.texts]
      .filter(([path]) => path.includes('.github/workflows/'))
      .flatMap(([path, text]) => {
        const findings = judge(one, path, text);
        return findings.flatMap((finding) =>
          finding.fixes.map(
            (fix) =>
              [
                `${one.ruleId}/${one.name}: ${finding.fingerprint}, ${fix.title}`,
                { one, path, text, findings, finding, fix },
              ] as const,
          ),
        );
      }),
  );
}

describe('fixes of workflows, as other parsers read them', () => {
  let judges: WorkflowJudges;
  beforeAll(async () => {
    judges = await createWorkflowJudges();
  });
  const files = rewrittenFiles();

  it('there are many, so that what follows means something', () => {
    expect(files.filter(([, { fix }]) => fix.id === 'rewrite-to-oidc').length).toBeGreaterThan(50);
  });

  it.each(files)('%s', async (_name, { one, path, text, findings, finding, fix }) => {
    const after = applyEdits(text, fix.edits);
    expect(newComplaints(await judges.complaints(text), await judges.complaints(after))).toEqual([]);

    // What is told of the same place may read otherwise, as a reason against a rewrite is gone; and steps may be counted
    // otherwise, as one has come.
    const before = new Set(findings.flatMap(({ fingerprint, message }) => [fingerprint, message]));
    const brought = judge(one, path, after).filter(
      ({ ruleId, fingerprint, message }) =>
        !before.has(fingerprint) && !before.has(message) && !tellsOfPlaceholder(ruleId, fix),
    );
    expect(brought.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);

    const document = parseFile(path, text).document;
    const comments = document.format === 'yaml' ? document.comments.filter(({ ownLine }) => ownLine) : [];
    for (const { range } of comments) expect(after).toContain(text.slice(range.start, range.end));
    expect(finding.fixes.length).toBeLessThanOrEqual(3);
  });

  it.each(files.filter(([, { fix }]) => fix.id === 'rewrite-to-oidc'))(
    '%s comes to an end',
    (_name, rewritten) => {
      const { one, path, text, fix } = rewritten;
      let now = applyEdits(text, fix.edits);
      const next = (): Fix | undefined =>
        judge(one, path, now)
          .flatMap(({ fixes }) => fixes)
          .find(({ id }) => id === 'rewrite-to-oidc');
      const jobs = parseFile(path, text).workflow?.jobs.length ?? 0;
      for (let other = next(), passes = 0; other; other = next(), passes += 1) {
        expect(passes, 'each pass rewrites a job more').toBeLessThan(jobs);
        now = applyEdits(now, other.edits);
      }
      const left = parseFile(path, now).credentialSets.filter(({ sites }) =>
        sites.some((site) => !site.commentedOut),
      );
      const wasLeft = judge(one, path, text).filter(
        ({ fixes, ruleId }) => fixes.length === 0 && TELLS_OF_KEYS.has(ruleId),
      );
      expect(left.length, 'keys are left only where a finding says why').toBeLessThanOrEqual(wasLeft.length);
    },
  );
});

/** Rules that say of keys why they are where they are. */
const TELLS_OF_KEYS = new Set([
  'ci-stored-keys',
  'ci-keys-on-disk',
  'keys-defeat-oidc',
  'incomplete-key-set',
]);

/** What nobody but a person can know is told of until it is filled in. */
function tellsOfPlaceholder(ruleId: string, { placeholder }: Fix): boolean {
  return placeholder !== undefined && ruleId === 'missing-region';
}
