import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inAws, inWorkspace, startedExtension } from './extension.ts';
import { show, waitForFindings, waitForRule } from './findings.ts';

suite('diagnostics', () => {
  suiteSetup(startedExtension);
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('are there for files that nobody has opened', async () => {
    await waitForRule(inWorkspace('.github/workflows/report.yml'), 'missing-id-token');
  });

  for (const { file, uri, rules } of [
    {
      file: '~/.aws/config',
      uri: () => inAws('config'),
      rules: [
        'static-session-key',
        'static-session-token',
        'shadowed-credentials',
        'oversized-duration',
        'dangling-source-profile',
      ],
    },
    {
      file: '.env',
      uri: () => inWorkspace('.env'),
      rules: ['static-session-key', 'static-session-token'],
    },
    {
      file: 'a workflow',
      uri: () => inWorkspace('.github/workflows/deploy.yml'),
      rules: ['ci-stored-keys', 'static-session-token'],
    },
  ]) {
    test(`are right for ${file}`, async () => {
      await show(uri());
      const found = await waitForFindings(uri(), (seen) => rules.every((rule) => seen.includes(rule)));
      const [first] = found;
      assert.ok(first);
      assert.ok(typeof first.code === 'object', 'the rule is no link');
      assert.match(first.code.target.toString(), /\/docs\/rules\/[a-z-]+\.md$/u);
    });
  }

  test('stay away from what passes the keys of the caller through', async () => {
    const uri = inWorkspace('compose.yaml');
    await show(uri);
    await waitForRule(inWorkspace('.env'), 'static-session-key');
    await waitForFindings(uri, (rules) => rules.length === 0);
  });

  test('follow what is typed', async () => {
    const uri = inWorkspace('.env');
    const { document } = await show(uri);
    await waitForRule(uri, 'static-session-token');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), 'PORT=8080\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await waitForFindings(uri, (rules) => rules.length === 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await waitForRule(uri, 'static-session-token');
  });

  test('come for a text without a name that is said to be AWS Config', async () => {
    const content =
      '[profile lost]\nrole_arn = arn:aws:iam::444455556666:role/Lost\nsource_profile = nobody\n';
    const document = await vscode.workspace.openTextDocument({ language: 'aws-config', content });
    await vscode.window.showTextDocument(document);
    await waitForRule(document.uri, 'dangling-source-profile');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
