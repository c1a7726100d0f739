import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';
import { startedExtension } from './extension.ts';

suite('sessions', () => {
  suiteSetup(startedExtension);

  test('have a view of their own', async () => {
    await vscode.commands.executeCommand('keyless.sessions.focus');
  });

  test('are handed to a terminal by the name of the profile, and nothing that would come before it', async () => {
    await vscode.commands.executeCommand('keyless.openProfileTerminal', 'my-role');
    const terminal = await until('the terminal', () =>
      Promise.resolve(vscode.window.terminals.find(({ name }) => name === 'AWS: my-role')),
    );
    const { env } = terminal.creationOptions as vscode.TerminalOptions;
    assert.deepEqual(env, {
      AWS_ACCESS_KEY_ID: null,
      AWS_SECRET_ACCESS_KEY: null,
      AWS_SESSION_TOKEN: null,
      AWS_SECURITY_TOKEN: null,
      AWS_DEFAULT_PROFILE: null,
      AWS_PROFILE: 'my-role',
    });
    terminal.dispose();
  });

  test('are handed to a shell by a line that it understands', async () => {
    await vscode.commands.executeCommand('keyless.copyProfileExport', 'my-role');
    assert.match(await vscode.env.clipboard.readText(), /AWS_PROFILE.*my-role/u);
  });

  test('sign in only where there is something to sign in to', async () => {
    const before = vscode.window.terminals.length;
    await vscode.commands.executeCommand('keyless.signIn', 'my-role');
    await vscode.commands.executeCommand('keyless.signIn', '; touch x');
    assert.equal(vscode.window.terminals.length, before);
  });
});
