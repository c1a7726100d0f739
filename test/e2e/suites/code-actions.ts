import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inAws, inWorkspace, startedExtension } from './extension.ts';
import { discard, show, waitForFindings, waitForRule } from './findings.ts';

/** How many actions VS Code asks the edits of, as it does for the one that a person picks. */
const RESOLVED = 20;

async function actionsAt(
  uri: vscode.Uri,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind.value, RESOLVED);
}

async function actionNamed(uri: vscode.Uri, rule: string, title: RegExp): Promise<vscode.CodeAction> {
  const { range } = await waitForRule(uri, rule);
  const actions = await actionsAt(uri, range, vscode.CodeActionKind.QuickFix);
  const action = actions.find((one) => title.test(one.title));
  assert.ok(
    action,
    `no action ${String(title)} among ${actions.map((one) => one.title).join(', ') || 'none'}`,
  );
  return action;
}

/** Does what VS Code does with a picked action: the edit, then the command. */
async function carryOut({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit) assert.ok(await vscode.workspace.applyEdit(edit), 'the edit was refused');
  if (command) {
    await vscode.commands.executeCommand(
      command.command,
      ...((command.arguments ?? []) as readonly unknown[]),
    );
  }
}

const textOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();
const noStaticKeys = (rules: readonly string[]) =>
  !rules.some((rule) => /^(?:static|ci-stored)-/u.test(rule));

suite('code actions', () => {
  suiteSetup(startedExtension);

  test('turn the keys of .env into a profile', async () => {
    const uri = inWorkspace('.env');
    await show(uri);
    try {
      await carryOut(await actionNamed(uri, 'static-session-key', /^Use profile /u));
      await waitForFindings(uri, noStaticKeys);
      assert.match(await textOf(uri), /^AWS_PROFILE=/mu);
      assert.doesNotMatch(await textOf(uri), /AWS_(?:SECRET|SESSION|ACCESS)/u);
      assert.match(await textOf(uri), /^PORT=8080$/mu);
    } finally {
      await discard(uri);
    }
  });

  test('turn a pasted session into a role', async () => {
    const uri = inAws('config');
    await show(uri);
    try {
      await carryOut(await actionNamed(uri, 'static-session-key', /^Assume .* instead/u));
      await waitForFindings(uri, noStaticKeys);
      assert.doesNotMatch(await textOf(uri), /aws_session_token/u);
    } finally {
      await discard(uri);
    }
  });

  test('turn stored keys of a workflow into OIDC', async () => {
    const uri = inWorkspace('.github/workflows/deploy.yml');
    await show(uri);
    try {
      await carryOut(await actionNamed(uri, 'ci-stored-keys', /through OIDC/u));
      await waitForFindings(uri, noStaticKeys);
      assert.match(await textOf(uri), /id-token: write/u);
      assert.match(await textOf(uri), /role-to-assume:/u);
    } finally {
      await discard(uri);
    }
  });

  test('silence one finding by a comment', async () => {
    const uri = inAws('config');
    await show(uri);
    try {
      await carryOut(await actionNamed(uri, 'dangling-source-profile', /disable|ignore|suppress/iu));
      await waitForFindings(uri, (rules) => !rules.includes('dangling-source-profile'));
      assert.match(await textOf(uri), /^# keyless: ignore\[dangling-source-profile\]/mu);
    } finally {
      await discard(uri);
    }
  });

  test('fix all that is safe at once', async () => {
    const uri = inWorkspace('.github/workflows/report.yml');
    const { document } = await show(uri);
    try {
      await waitForRule(uri, 'missing-id-token');
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const [action] = await actionsAt(uri, whole, vscode.CodeActionKind.SourceFixAll.append('keyless'));
      assert.ok(action, 'nothing to fix at once');
      await carryOut(action);
      await waitForFindings(uri, (rules) => !rules.includes('missing-id-token'));
      assert.match(document.getText(), /id-token: write/u);
    } finally {
      await discard(uri);
    }
  });
});
