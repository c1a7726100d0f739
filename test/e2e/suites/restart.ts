import * as vscode from 'vscode';
import { inAws, inWorkspace, startedExtension } from './extension.ts';
import { show, waitForFindings, waitForRule } from './findings.ts';

suite('restart', () => {
  suiteSetup(startedExtension);
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('gives the findings of open and closed files anew', async () => {
    await show(inWorkspace('.env'));
    await waitForRule(inWorkspace('.env'), 'static-session-key');
    await vscode.commands.executeCommand('keyless.restartServer');
    await waitForRule(inWorkspace('.env'), 'static-session-key');
    await waitForRule(inWorkspace('.github/workflows/report.yml'), 'missing-id-token');
  });

  test('may be asked for many times at once', async () => {
    const restarts = Array.from({ length: 5 }, () => vscode.commands.executeCommand('keyless.restartServer'));
    await Promise.all(restarts);
    await show(inAws('config'));
    const found = await waitForFindings(inAws('config'), (rules) => rules.includes('static-session-key'));
    // Twice the same would be a server too many.
    const places = found.map(({ code, range }) => `${JSON.stringify(code)} ${JSON.stringify(range)}`);
    if (new Set(places).size !== places.length) throw new Error(`findings come twice: ${places.join(', ')}`);
  });
});
