import fc from 'fast-check';
import { parse as parseDotenv } from 'dotenv';
import { applyEdits, createLinter, createSourceText, parseModel, rules } from '@keyless/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shape, writeShape } from './workflow-arbitrary.ts';
import { createWorkflowJudges, newComplaints, type WorkflowJudges } from './workflow-judges.ts';

type Tree = Readonly<Record<string, unknown>>;

const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: parseDotenv },
});

/** The texts that a text can be rewritten to, each once: several findings may offer the same, and judging takes long. */
function rewrites(text: string): readonly string[] {
  const model = parseModel('file:///w/.github/workflows/x.yml', 'github-workflow', createSourceText(text));
  const fixes = linter.lint(model).findings.flatMap((finding) => finding.fixes);
  const offered = fixes.filter(({ id }) => id === 'rewrite-to-oidc');
  return [...new Set(offered.map(({ edits }) => applyEdits(text, edits)))];
}

/** Applies the first rewrite as long as there is one. */
function rewriteAll(text: string, [first]: readonly string[]): string {
  let now = text;
  let next = first;
  for (let pass = 0; pass < 5; pass += 1) {
    if (next === undefined) return now;
    now = next;
    [next] = rewrites(now);
  }
  throw new Error('A rewrite does not come to an end');
}

describe('the rewrite to OIDC of random workflows', () => {
  let judges: WorkflowJudges;
  beforeAll(async () => {
    judges = await createWorkflowJudges();
  });

  it('does all that it promises, and nothing else', async () => {
    let rewritten = 0;
    await fc.assert(
      fc.asyncProperty(shape, async (one) => {
        const before = writeShape(one);
        const complaints = await judges.complaints(before);
        expect(
          complaints.filter((text) => text.startsWith('GitHub')),
          'the shapes are workflows',
        ).toEqual([]);
        const offered = rewrites(before);
        for (const after of offered) {
          rewritten += 1;
          expect(newComplaints(complaints, await judges.complaints(after))).toEqual([]);
          expectOnlyMeantChanges(before, after);
          expectPermissionsKept(parse(before) as Tree, parse(after) as Tree);
        }
        const last = rewriteAll(before, offered);
        expectWorking(parse(before) as Tree, parse(last) as Tree);
      }),
      { numRuns: 60 },
    );
    expect(rewritten).toBeGreaterThan(30);
  }, 120_000);
});

/** Lines that say nothing of credentials stay in their order; a step may begin with another one of its lines. */
function expectOnlyMeantChanges(before: string, after: string): void {
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  if (eol === '\r\n') expect(after).not.toMatch(/(?<!\r)\n/u);
  const bare = (text: string): readonly string[] =>
    text.split(eol).map((line) => line.replace(/^[ ]*(?:- )?/u, ''));
  const kept = bare(before).filter(
    (line) => line !== '' && !/aws[-_]|AWS_|^(?:(?:env|with|permissions|id-token):|run: \|)/u.test(line),
  );
  const now = bare(after);
  let at = 0;
  for (const line of kept) {
    const found = now.indexOf(line, at);
    expect(found, `${line} is kept`).toBeGreaterThanOrEqual(at);
    at = found + 1;
  }
}

/** No job loses a permission that the file gave it, and none gains another one than to read the contents. */
function expectPermissionsKept(before: Tree, after: Tree): void {
  for (const [id, job] of Object.entries(jobsOf(before))) {
    const was = scopesOf(before, job);
    const is = scopesOf(after, jobsOf(after)[id] ?? {});
    if (typeof was !== 'object' || was === null) {
      if (was !== undefined && was !== 'read-all') expect(is).toBe(was);
      continue;
    }
    expect({ ...(is as Tree), 'id-token': undefined }).toMatchObject({ ...was, 'id-token': undefined });
    for (const scope of Object.keys(is as Tree)) {
      expect(
        scope in was || scope === 'id-token' || (scope === 'contents' && Object.keys(was).length === 0),
      ).toBe(true);
    }
  }
}

/** A job either has all of its keys or none of them; without them it assumes a role before it uses AWS. */
function expectWorking(before: Tree, after: Tree): void {
  for (const [id, job] of Object.entries(jobsOf(after))) {
    const hadKeys = namesKeys(jobsOf(before)[id]) || namesKeys(before['env']);
    const hasKeys = namesKeys(job) || namesKeys(after['env']);
    if (!hadKeys || hasKeys) continue;
    const steps = job['steps'] as readonly Tree[];
    const user = steps.findIndex(({ run }) => typeof run === 'string' && /^aws s3/mu.test(run));
    const giver = steps.findIndex(({ uses }) =>
      String(uses).startsWith('aws-actions/configure-aws-credentials@'),
    );
    expect(giver).toBeGreaterThanOrEqual(0);
    expect(giver).toBeLessThan(user);
    expect(Object.keys(steps[giver]?.['with'] as Tree).sort()).toEqual(['aws-region', 'role-to-assume']);
    const scopes = scopesOf(after, job);
    expect(scopes === 'write-all' || (scopes as Tree)['id-token'] === 'write').toBe(true);
    if (steps[giver]?.['if'] !== undefined) expect(steps[giver]['if']).toBe(steps[user]?.['if']);
  }
}

function namesKeys(tree: unknown): boolean {
  return /AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY/u.test(JSON.stringify(tree ?? ''));
}

function jobsOf(tree: Tree): Readonly<Record<string, Tree>> {
  return tree['jobs'] as Readonly<Record<string, Tree>>;
}

function scopesOf(tree: Tree, job: Tree): unknown {
  return job['permissions'] ?? tree['permissions'];
}
