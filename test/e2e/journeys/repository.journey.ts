import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../page/until.ts';
import { folderWith, person, session, useVsCode } from './scene.ts';

const HEAD = ['on: {push: {branches: [main]}}', 'permissions:', '  contents: read'];
const KEYS = (indent: string) =>
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => `${indent}${name}: \${{ secrets.${name} }}`);

/** Keys as inputs, in a job and in a step; and, in the last, where no rewrite would be right. */
const WORKFLOWS: Readonly<Record<string, readonly string[]>> = {
  'inputs.yml': [
    ...HEAD,
    'jobs:',
    '  inputs:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v5',
    '      - uses: aws-actions/configure-aws-credentials@v4',
    '        with:',
    '          aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}',
    '          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}',
    '          aws-region: eu-west-1',
    '      - run: aws s3 ls',
  ],
  'job.yml': [
    ...HEAD,
    'jobs:',
    '  job:',
    '    runs-on: ubuntu-latest',
    '    env:',
    ...KEYS('      '),
    '      AWS_REGION: eu-west-1',
    '    steps:',
    '      - run: aws s3 ls',
  ],
  'step.yml': [
    ...HEAD,
    'jobs:',
    '  step:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - run: aws s3 ls',
    '        env:',
    ...KEYS('          '),
    '          AWS_REGION: eu-west-1',
  ],
  'untrusted.yml': [
    'on: pull_request_target',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  untrusted:',
    '    runs-on: ubuntu-latest',
    '    env:',
    ...KEYS('      '),
    '      AWS_REGION: eu-west-1',
    '    steps:',
    '      - run: aws s3 ls',
  ],
};
/** Files that Keyless has nothing to do with, by names that those of others have too. */
const OTHERS: Readonly<Record<string, string>> = {
  'mkdocs.yml': 'site_name: Shop\n',
  'compose.yaml': 'services: { db: { image: postgres } }\n',
};
const ROW = '.monaco-list-row';
const REWRITTEN = ['inputs.yml', 'job.yml', 'step.yml'];

/** The keys of a whole repository become OIDC in one edit, which is looked at before it is applied. */
useVsCode(async () => ({ workspace: await folderWith({ ...OTHERS, ...inWorkflows() }) }));

function inWorkflows(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(WORKFLOWS).map(([name, lines]) => [`.github/workflows/${name}`, `${lines.join('\n')}\n`]),
  );
}

const onDisk = (name: string): Promise<string> =>
  readFile(join(session.sandbox.workspace, '.github/workflows', name), 'utf8');

describe('a person with keys all over a repository', () => {
  it('is told what holds in a job', async () => {
    await person.openFile('.github/workflows/step.yml');
    await person.waitForProblems('the findings of all workflows', (all) =>
      Object.keys(WORKFLOWS).every((name) => all.some((one) => one.resource.endsWith(name))),
    );
    await person.editor.goToText('permissions');
    await person.command('Show or Focus Hover');
    const hover = person.page
      .locator('.monaco-hover:not(.hidden)')
      .filter({ hasText: 'Permissions of the workflow' });
    await hover.waitFor();
    expect(await hover.innerText()).toContain('They hold for step.');
    await person.screenshot('workflow-hover');
    await person.editor.press('Escape');
  });

  it('sees the status of Keyless beside what it judges, and nothing of it beside other files', async () => {
    const status = () => person.languageStatus();
    expect(await status()).toEqual([expect.stringMatching(/^Keyless/u)]);
    for (const name of Object.keys(OTHERS)) {
      await person.openFile(name);
      await until('no braces', async () => ((await status()).length === 0 ? true : undefined));
    }
    await person.screenshot('status-beside-others');
    await person.editor.type('# AWS_PROFILE\n');
    await until('the status', async () => ((await status()).length > 0 ? true : undefined));
    await person.command('View: Revert and Close Editor');
    await person.openFile('.github/workflows/step.yml');
    expect(await status()).toEqual([expect.stringMatching(/^Keyless/u)]);
  });

  it('sees all changes before any is made', async () => {
    await person.command('Keyless: Rewrite Repository to OIDC');
    const panel = person.page.locator('.bulk-edit-panel');
    await panel.waitFor();
    // The list draws what is in sight.
    for (const name of REWRITTEN.slice(0, 2)) await panel.locator(ROW).filter({ hasText: name }).waitFor();
    expect(await panel.innerText()).not.toContain('untrusted.yml');
    expect(await panel.locator('[role="checkbox"][aria-checked="false"]').count()).toBe(0);
    expect(await panel.locator('[role="checkbox"][aria-checked="true"]').count()).toBeGreaterThan(4);
    await person.screenshot('repository-preview');
    for (const name of REWRITTEN) expect(await onDisk(name)).not.toContain('id-token');
  });

  it('applies them at once, and is told what is left and why', async () => {
    await person.pressButton('Apply');
    const told = await person.waitForNotification(/3 jobs of 3 files use OIDC now/u);
    expect(told).toContain('1 job is left to you.');
    // A file whose editor opens only now is not among those that are saved.
    await until('all files to be saved', async () => {
      await person.command('File: Save All Files');
      const texts = await Promise.all(REWRITTEN.map(onDisk));
      return texts.every((text) => text.includes('id-token: write')) ? true : undefined;
    });
    for (const name of REWRITTEN) {
      const text = await onDisk(name);
      expect(text).toContain('role-to-assume: ${{ vars.AWS_ROLE_ARN }}');
      expect(text).toContain('aws-region: ');
      expect(text).not.toContain('secrets.');
    }
    expect(await onDisk('untrusted.yml')).toBe(`${WORKFLOWS['untrusted.yml']!.join('\n')}\n`);
    await person.waitForProblems('no finding in what was rewritten', (all) =>
      all.every((one) => one.resource.endsWith('untrusted.yml')),
    );
    await person.screenshot('repository-rewritten');
    await person.pressInNotification(/use OIDC now/u, 'Show What Is Left');
    const left = await person.choices(/job untrusted/u);
    for (const name of REWRITTEN) expect(left.join()).not.toContain(name);
    await person.screenshot('repository-left');
    await person.pick(/job untrusted/u);
    await person.page.locator('.tab.active').filter({ hasText: 'untrusted.yml' }).waitFor();
  });
});
