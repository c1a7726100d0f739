import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inAws, startedExtension } from './extension.ts';

suite('language AWS Config', () => {
  suiteSetup(startedExtension);

  test('folds by section', async () => {
    const document = await vscode.workspace.openTextDocument(inAws('config'));
    const ranges = await vscode.commands.executeCommand<readonly vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    const headers = document
      .getText()
      .split('\n')
      .flatMap((line, index) => (line.startsWith('[') ? [index] : []));
    assert.deepEqual(
      ranges.map(({ start }) => start),
      headers,
    );
  });
});
