import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rules } from '@keyless/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, type Workspace } from './run-cli.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});
afterAll(() => workspace.dispose());

const DOCS = join(import.meta.dirname, '../../docs');
const rulePage = (ruleId: string): Promise<string> => readFile(join(DOCS, 'rules', `${ruleId}.md`), 'utf8');

describe('keyless rules', () => {
  it('lists every rule on a line of its own', async () => {
    const { code, stdout, stderr } = await workspace.run(['rules']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.split(/ {2,}/u))).toEqual(
      rules.map(({ meta }) => [
        meta.id,
        meta.severity,
        expect.stringMatching(/^(?:-|safe|review)$/u) as string,
        meta.summary,
      ]),
    );
  });

  it('tells the same and more as JSON', async () => {
    const { code, stdout } = await workspace.run(['rules', '--json']);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as { version: number; rules: readonly Record<string, unknown>[] };
    expect(answer.version).toBe(1);
    expect(answer.rules).toHaveLength(rules.length);
    expect(answer.rules.find((rule) => rule['id'] === 'quoted-value')).toMatchObject({
      severity: 'warning',
      category: 'File dialect',
      page: 'https://github.com/keyless-for-aws/keyless/blob/main/docs/rules/quoted-value.md',
    });
  });
});

describe('keyless explain-rule', () => {
  it.each(rules.map((rule) => rule.meta.id))(
    'prints the page of %s without markers and rulers',
    async (id) => {
      const { code, stdout, stderr } = await workspace.run(['explain-rule', id], { rulePage });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.startsWith(`# ${id}\n\n`)).toBe(true);
      expect(stdout).toContain('\n## Why it matters\n');
      expect(stdout).not.toMatch(/<!--|^\||^```/mu);
    },
  );

  it('names the address of the page where it carries none', async () => {
    expect(await workspace.run(['explain-rule', 'quoted-value'])).toEqual({
      code: 0,
      stdout: 'https://github.com/keyless-for-aws/keyless/blob/main/docs/rules/quoted-value.md\n',
      stderr: '',
    });
  });

  it.each([
    ['static-sesion-key', 'did you mean static-session-key?'],
    ['../../package', 'keyless rules lists them'],
  ])('says 2 for %s', async (id, hint) => {
    expect(await workspace.run(['explain-rule', id], { rulePage })).toEqual({
      code: 2,
      stdout: '',
      stderr: `keyless: there is no rule "${id}"; ${hint}\n`,
    });
  });
});
