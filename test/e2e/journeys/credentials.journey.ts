import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../page/until.ts';
import { folderWith, person, session, useVsCode } from './scene.ts';

const KEY_ID = 'ASIAWO645SY5FT4DC7R5';
const CONFIG = '[profile base]\ncredential_process = aws-vault export --format=json --no-session base\n';
const CREDENTIALS = [
  '[work]',
  `aws_access_key_id = ${KEY_ID}`,
  'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1',
  `aws_session_token = IQoJb3JpZ2luX2VjEJr${'aB3/'.repeat(20)}==`,
  '',
].join('\n');

/** A session pasted into the credentials file becomes a role in the config file: half of that edit would lose the profile. */
useVsCode(async () => ({
  home: await folderWith({ '.aws/config': CONFIG, '.aws/credentials': CREDENTIALS }),
}));

const onDisk = (name: string): Promise<string> => readFile(join(session.sandbox.home, '.aws', name), 'utf8');

describe('a person with a session in ~/.aws/credentials', () => {
  it('sees what both files become, all of it ticked, before either changes', async () => {
    await person.openFile(join(session.sandbox.home, '.aws/credentials'));
    await person.editor.waitForSquiggles({ severity: 'error' });
    await person.editor.goToText(KEY_ID);
    await person.editor.quickFix(/^Assume .* from profile base instead/u);
    const panel = person.page.locator('.bulk-edit-panel');
    await panel.locator('.monaco-list-row').filter({ hasText: 'config' }).first().waitFor();
    await panel.locator('.monaco-list-row').filter({ hasText: 'credentials' }).first().waitFor();
    await person.screenshot('credentials-preview');
    expect(await panel.locator('[role="checkbox"][aria-checked="false"]').count()).toBe(0);
    expect(await onDisk('config')).toBe(CONFIG);
  });

  it('gets both with one button', async () => {
    await person.pressButton('Apply');
    await person.editor.waitForText('no keys', (now) => !now.includes(KEY_ID));
    await person.command('File: Save All Files');
    const config = await until('the role in the config file', async () => {
      const text = await onDisk('config');
      return text.includes('[profile work]') ? text : undefined;
    });
    expect(config.startsWith(CONFIG)).toBe(true);
    expect(config).toContain('source_profile = base');
    expect(await onDisk('credentials')).not.toContain('aws_session_token');
    await person.screenshot('credentials-role');
  });
});
