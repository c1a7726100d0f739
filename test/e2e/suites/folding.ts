import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';
import { inAws, startedExtension } from './extension.ts';

suite('language AWS Config', () => {
  suiteSetup(startedExtension);

  test('folds by section', async () => {
    const document = await vscode.workspace.openTextDocument(inAws('config'));
    // The server tells VS Code of its folds when it runs already.
    const ranges = await until('folds', async () => {
      const found = await vscode.commands.executeCommand<readonly vscode.FoldingRange[] | undefined>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      return found && found.length > 0 ? found : undefined;
    });
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
