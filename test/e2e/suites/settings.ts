import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inAws, inWorkspace, startedExtension } from './extension.ts';
import { findings, ruleOf, show, waitForFindings, waitForRule } from './findings.ts';

async function set(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('keyless').update(key, value, vscode.ConfigurationTarget.Global);
}

suite('settings', () => {
  suiteSetup(startedExtension);
  teardown(async () => {
    for (const key of ['rules', 'maxSessionDuration', 'trace.server']) await set(key, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('turn a rule off and on again', async () => {
    const uri = inWorkspace('.env');
    await show(uri);
    await waitForRule(uri, 'static-session-key');
    await set('rules', { 'static-session-key': 'off' });
    await waitForFindings(uri, (rules) => !rules.includes('static-session-key') && rules.length > 0);
    await set('rules', undefined);
    await waitForRule(uri, 'static-session-key');
  });

  test('change how loud a rule is, also in files that are not open', async () => {
    const uri = inWorkspace('.github/workflows/report.yml');
    assert.equal((await waitForRule(uri, 'missing-id-token')).severity, vscode.DiagnosticSeverity.Error);
    await set('rules', { 'missing-id-token': 'hint' });
    await waitForFindings(uri, () =>
      vscode.languages
        .getDiagnostics(uri)
        .some((one) => ruleOf(one) === 'missing-id-token' && one.severity === vscode.DiagnosticSeverity.Hint),
    );
  });

  test('set the policy for the length of sessions', async () => {
    const uri = inAws('config');
    await show(uri);
    const first = await waitForFindings(uri, (rules) => rules.includes('oversized-duration'));
    const count = first.filter((one) => ruleOf(one) === 'oversized-duration').length;
    await set('maxSessionDuration', 1800);
    await waitForFindings(
      uri,
      (rules) => rules.filter((rule) => rule === 'oversized-duration').length === count + 1,
    );
  });

  test('start the server anew with a trace', async () => {
    const uri = inWorkspace('.env');
    await show(uri);
    await waitForRule(uri, 'static-session-key');
    // The server that ends takes its findings with it, if only for a moment.
    let wasEmpty = false;
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      wasEmpty ||= findings(uri).length === 0;
    });
    await set('trace.server', 'messages');
    await waitForFindings(uri, (rules) => wasEmpty && rules.includes('static-session-key'));
    listener.dispose();
  });
});
