import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';
import { startedExtension } from './extension.ts';

suite('rule page', () => {
  suiteSetup(startedExtension);
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('comes out of the package', async () => {
    const uri = vscode.Uri.parse('keyless-rule:/static-session-key.md');
    const page = await vscode.workspace.openTextDocument(uri);
    assert.match(page.getText(), /^# .*static-session-key/mu);
    assert.equal(page.languageId, 'markdown');
  });

  test('is shown as a preview', async () => {
    await vscode.commands.executeCommand('keyless.openRulePage', 'static-session-key');
    await until('the preview of the page', () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const shown = tabs.some(({ label }) => label.includes('static-session-key'));
      return Promise.resolve(shown ? true : undefined);
    });
  });

  test('takes no nonsense', async () => {
    const before = vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
    await vscode.commands.executeCommand('keyless.openRulePage', { ruleId: 7 });
    await vscode.commands.executeCommand('keyless.selectRange', 'nowhere');
    assert.equal(vscode.window.tabGroups.all.flatMap((group) => group.tabs).length, before);
  });
});
