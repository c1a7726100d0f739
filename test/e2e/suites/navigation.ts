import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';
import { inAws, inWorkspace, startedExtension } from './extension.ts';
import { show } from './findings.ts';

/** What a provider answers, once the server has told VS Code of it (before that some commands fail) and it is as wanted. */
async function answer<Result>(
  command: string,
  wanted: (result: Result) => boolean,
  ...values: readonly unknown[]
): Promise<Result> {
  let seen = 'nothing';
  const ask = async (): Promise<Result | undefined> => {
    try {
      return await vscode.commands.executeCommand<Result | undefined>(command, ...values);
    } catch (error) {
      seen = String(error);
      return undefined;
    }
  };
  return until(
    `an answer of ${command}`,
    async () => {
      const result = await ask();
      return result !== undefined && wanted(result) ? result : undefined;
    },
    { seen: () => seen, timeout: 20_000 },
  );
}

/** Puts files back to what is on the disk. All of them first: closing asks for what is not saved. */
async function putBack(...uris: readonly vscode.Uri[]): Promise<void> {
  for (const uri of uris) {
    await show(uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

const some = (result: readonly unknown[]): boolean => result.length > 0;

/** Where a text stands in a document. */
function positionOf(document: vscode.TextDocument, text: string, into = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${text} does not stand in ${document.uri.fsPath}`);
  return document.positionAt(offset + into);
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

suite('navigation', () => {
  suiteSetup(startedExtension);
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('expands a selection from a value to the whole file', async () => {
    const document = await vscode.workspace.openTextDocument(inAws('config'));
    await show(document.uri);
    const [innermost] = await answer<readonly vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      some,
      document.uri,
      [positionOf(document, 'source_profile', 3)],
    );
    const texts: string[] = [];
    for (let one = innermost; one; one = one.parent) texts.push(document.getText(one.range));
    // VS Code has ranges of its own for words and lines; the sections and the entry are ours.
    const line = document.lineAt(positionOf(document, 'source_profile')).text;
    assert.ok(texts.includes(line), `no entry in ${texts.map((text) => text.length).join()}`);
    const section = texts.find((text) => /^\[profile [^\]]+\]/u.test(text) && text !== document.getText());
    assert.ok(section?.includes(line), 'no section');
  });

  test('goes from source_profile to the profile in the other file', async () => {
    const { document } = await show(inAws('config'));
    const at = positionOf(document, 'source_profile = base-identity', 'source_profile = '.length);
    const found = await answer<readonly (vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      some,
      document.uri,
      at,
    );
    const targets = found.map((one) => ('targetUri' in one ? one.targetUri : one.uri).fsPath);
    assert.deepEqual(targets, [inAws('credentials').fsPath]);
  });

  test('renames a profile in both files', async () => {
    const [config, credentials] = [inAws('config'), inAws('credentials')];
    const { document } = await show(config);
    const at = positionOf(document, 'source_profile = base-identity', 'source_profile = '.length);
    try {
      const edit = await answer<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        ({ size }) => size > 0,
        config,
        at,
        'base',
      );
      assert.ok(await vscode.workspace.applyEdit(edit), 'the edit was refused');
      assert.match(await textOf(credentials), /^\[base\]$/mu);
      assert.equal((await textOf(config)).match(/^source_profile = base$/gmu)?.length, 2);
      assert.doesNotMatch(await textOf(config), /base-identity$/mu);
    } finally {
      await putBack(credentials, config);
    }
  });

  test('shows the outline without secrets', async () => {
    const uri = inAws('credentials');
    await show(uri);
    const symbols = await answer<readonly vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      some,
      uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [['base-identity', ['aws_access_key_id', 'aws_secret_access_key']]],
    );
    assert.doesNotMatch(JSON.stringify(symbols), /r\+xBj/u);
  });

  test('finds profiles by name', async () => {
    const found = await answer<readonly vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      (symbols) => symbols.some(({ name }) => name === 'base-identity'),
      'base-id',
    );
    const places = found.filter(({ name }) => name === 'base-identity').map((one) => one.location.uri.fsPath);
    assert.deepEqual(places, [inAws('credentials').fsPath]);
  });

  test('folds by section', async () => {
    const { document } = await show(inAws('config'));
    const folds = await answer<readonly vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      some,
      document.uri,
    );
    const last = folds.at(-1);
    assert.ok(last, 'nothing folds');
    assert.match(document.lineAt(last.start).text, /^\[profile reports\]$/u);
  });

  test('formats without another formatter to choose from, and leaves YAML to others', async () => {
    const uri = inAws('config');
    const editor = await show(uri);
    const { document } = editor;
    try {
      const line = positionOf(document, 'region = eu-west-1').line;
      const untidy = new vscode.WorkspaceEdit();
      untidy.replace(uri, document.lineAt(line).range, 'region=eu-west-1   ');
      assert.ok(await vscode.workspace.applyEdit(untidy));
      const options = { tabSize: 2, insertSpaces: true };
      const edits = await answer<readonly vscode.TextEdit[]>(
        'vscode.executeFormatDocumentProvider',
        some,
        uri,
        options,
      );
      const edit = new vscode.WorkspaceEdit();
      edit.set(uri, [...edits]);
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.equal(document.lineAt(line).text, 'region = eu-west-1');
      const workflow = inWorkspace('.github/workflows/deploy.yml');
      await show(workflow);
      const none = await vscode.commands.executeCommand<readonly vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        workflow,
        options,
      );
      assert.deepEqual(none ?? [], []);
    } finally {
      await putBack(uri);
    }
  });
});
