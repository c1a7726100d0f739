import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';
import { inAws, inWorkspace, startedExtension } from './extension.ts';
import { discard, show } from './findings.ts';

/** Adds lines to the end of a document and tells where they end. */
async function append({ document }: vscode.TextEditor, text: string): Promise<vscode.Position> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  return document.lineAt(document.lineCount - 1).range.end;
}

async function completionsAt(uri: vscode.Uri, at: vscode.Position): Promise<readonly string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    at,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

async function hoverAt(document: vscode.TextDocument, word: string): Promise<string> {
  const at = document.positionAt(document.getText().indexOf(word) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

suite('completion and hover', () => {
  suiteSetup(startedExtension);

  test('propose keys and the profiles of both files', async () => {
    const uri = inAws('config');
    const editor = await show(uri);
    try {
      const atKey = await append(editor, '\n[profile new]\nrole_arn = x\nsour');
      assert.ok((await completionsAt(uri, atKey)).includes('source_profile'));
      const atValue = await append(editor, 'ce_profile = ');
      const profiles = await completionsAt(uri, atValue);
      assert.ok(profiles.includes('base-identity'), `no base-identity among ${profiles.join(', ')}`);
      assert.ok(!profiles.includes('new'), 'a profile is proposed as its own source');
    } finally {
      await discard(uri);
    }
  });

  test('propose profiles in a .env', async () => {
    const uri = inWorkspace('.env');
    const editor = await show(uri);
    try {
      const at = await append(editor, '\nAWS_PROFILE=');
      assert.ok((await completionsAt(uri, at)).includes('my-role'));
    } finally {
      await discard(uri);
    }
  });

  test('show the chain of a profile, and nothing of a secret', async () => {
    const uri = inAws('config');
    const { document } = await show(uri);
    try {
      const chain = await hoverAt(document, '[profile my-role]');
      assert.match(chain, /ReadOnly/u);
      assert.match(chain, /base-identity/u);
      const key = await hoverAt(document, 'ASIA');
      assert.match(key, /ASIA…\w{4}/u);
      assert.doesNotMatch(key, /ASIA[A-Z0-9]{16}/u);
    } finally {
      await discard(uri);
    }
  });

  test('say above a role who it becomes, and behind a number how long it is', async () => {
    const uri = inAws('config');
    const { document } = await show(uri);
    try {
      const titles = await until('code lenses', async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          uri,
          20,
        );
        const found = lenses.map(({ command }) => command?.title ?? '');
        return found.some((title) => title.startsWith('ReadOnly in 444455556666')) ? found : undefined;
      });
      assert.ok(titles.length > 1);
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        uri,
        whole,
      );
      assert.ok(hints.some(({ label }) => label === '1 h'));
    } finally {
      await discard(uri);
    }
  });
});
