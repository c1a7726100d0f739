import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { inWorkspace, loadedSdk, startedExtension } from './extension.ts';
import { show, waitForRule } from './findings.ts';

suite('restricted mode', () => {
  suiteSetup(startedExtension);

  test('is on', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  test('still finds', async () => {
    await show(inWorkspace('.env'));
    await waitForRule(inWorkspace('.env'), 'static-session-key');
  });

  test('refreshes nothing', async () => {
    await vscode.commands.executeCommand('keyless.refreshAssumedRole', 'my-role');
    assert.equal(loadedSdk(), undefined);
    assert.equal(existsSync(join(homedir(), '.aws/cli/cache')), false);
  });
});
