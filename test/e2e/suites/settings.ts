import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';
import { inAws, inWorkspace, startedExtension } from './extension.ts';
import { ruleOf, show, waitForFindings, waitForRule } from './findings.ts';

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

  test('trace the messages without the texts of files', async () => {
    const uri = inWorkspace('.env');
    const { document } = await show(uri);
    const secret =
      /AWS_SECRET_ACCESS_KEY=(.+)/u.exec(document.getText())?.[1] ?? assert.fail('no secret to look for');
    await set('trace.server', 'messages');
    await waitForRule(uri, 'static-session-key');
    const trace = await until('the trace of an opened document', async () => {
      const text = await traceText(inWorkspace('../vscode').fsPath);
      return text.includes('textDocument/didOpen') ? text : undefined;
    });
    assert.ok(!trace.includes(secret), 'the trace holds a secret');
  });
});

/** What the channel of the trace has written into VS Code's folder of logs. */
async function traceText(dataFolder: string): Promise<string> {
  const files = await readdir(dataFolder, { recursive: true });
  const logs = files.filter((file) => file.endsWith('Keyless Trace.log'));
  return (await Promise.all(logs.map((file) => readFile(join(dataFolder, file), 'utf8')))).join('\n');
}
