import * as vscode from 'vscode';
import { inAws, inWorkspace, startedExtension } from './extension.ts';
import { findings, ruleOf, show, waitForFindings, waitForRule } from './findings.ts';

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
    // Twice the same, and not only while one answer takes the place of another, would be a server too many.
    await waitForFindings(inAws('config'), (rules) => {
      const places = findings(inAws('config')).map((one) => `${ruleOf(one)} ${JSON.stringify(one.range)}`);
      return rules.includes('static-session-key') && new Set(places).size === places.length;
    });
  });
});
