import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inAws, inWorkspace, loadedSdk, startedExtension } from './extension.ts';

/** The manifest as far as it is looked at here. */
interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

suite('activation', () => {
  test('starts by itself and soon gives way', async () => {
    const { exports: api } = await startedExtension();
    assert.ok(api.activationTime < 30, `the activation took ${String(api.activationTime)} ms`);
  });

  test('registers each contributed command and no other', async () => {
    const extension = await startedExtension();
    const contributed = (extension.packageJSON as Manifest).contributes.commands.map(
      ({ command }) => command,
    );
    // VS Code itself registers some for each view.
    const registered = (await vscode.commands.getCommands(true)).filter((id) =>
      /^keyless\.(?!server\.|sessions\.)/u.test(id),
    );
    assert.deepEqual(registered.sort(), [...contributed].sort());
  });

  test('leaves the SDK of AWS alone', async () => {
    await startedExtension();
    assert.equal(loadedSdk(), undefined);
  });

  test('knows the AWS files by their place and takes .env from nobody', async () => {
    const languageOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).languageId;
    assert.equal(await languageOf(inAws('config')), 'aws-config');
    assert.equal(await languageOf(inAws('credentials')), 'aws-config');
    assert.notEqual(await languageOf(inWorkspace('.env')), 'aws-config');
  });
});
