import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';
import { inWorkspace, startedExtension } from './extension.ts';
import { show } from './findings.ts';

/** Runs the command and waits for what it leaves in the clipboard. */
async function copied(): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('keyless.copyRedacted');
  return until('a text in the clipboard', async () => (await vscode.env.clipboard.readText()) || undefined);
}

suite('copy redacted', () => {
  suiteSetup(startedExtension);
  suiteTeardown(async () => {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('copies the file with stars for its secrets', async () => {
    const { document } = await show(inWorkspace('.env'));
    const text = await copied();
    assert.equal(text.length, document.getText().length);
    assert.match(text, /^AWS_ACCESS_KEY_ID=ASIA\*{12}[A-Z2-7]{4}$/mu);
    assert.match(text, /^AWS_SECRET_ACCESS_KEY=\*{40}$/mu);
    assert.match(text, /^AWS_SESSION_TOKEN=\*+$/mu);
  });

  test('copies what is selected', async () => {
    const editor = await show(inWorkspace('.env'));
    const line = editor.document
      .getText()
      .split('\n')
      .findIndex((one) => one.startsWith('AWS_SECRET'));
    editor.selection = new vscode.Selection(line, 0, line, 30);
    assert.equal(await copied(), 'AWS_SECRET_ACCESS_KEY=********');
  });

  test('copies nothing of a file that is not judged', async () => {
    await show(inWorkspace('README.md'));
    await vscode.env.clipboard.writeText('before');
    await vscode.commands.executeCommand('keyless.copyRedacted');
    assert.equal(await vscode.env.clipboard.readText(), 'before');
  });
});
