import type {
  AnnotatedTextEdit,
  ClientCapabilities,
  CodeAction,
  CreateFile,
  Range,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { applyWorkspaceEdit } from './apply-edits.ts';
import { VS_CODE, type ClientOptions } from './client.ts';
import { client, startWith, useWorld, world } from './scene.ts';
import { moveRule } from './test-rules.ts';
import { linterWith } from './world.ts';

useWorld(() => ({ linter: linterWith(moveRule) }));

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const ENV = 'MOVE=1\nAPP=shop\n';
const TITLE = 'Move it to the config';

function workspaceEdits(support: object): ClientCapabilities {
  return { ...VS_CODE, workspace: { ...VS_CODE.workspace, workspaceEdit: support } };
}

function openEnv(options: ClientOptions = {}): Promise<string> {
  return startWith('work/.env', ENV, options);
}

async function offered(uri: string): Promise<CodeAction | undefined> {
  return (await client.actions(uri, START)).find(({ title }) => title === TITLE);
}

async function editOf(uri: string): Promise<WorkspaceEdit> {
  const action = await offered(uri);
  expect(action, 'the fix is offered').toBeDefined();
  return (await client.resolve(action!)).edit!;
}

/** The part of an edit that is about one document, as an edit of its own. */
function only({ documentChanges = [] }: WorkspaceEdit, uri: string): WorkspaceEdit {
  const texts = documentChanges.filter((change): change is TextDocumentEdit => 'textDocument' in change);
  return { documentChanges: texts.filter(({ textDocument }) => textDocument.uri === uri) };
}

describe('a fix over two files', () => {
  it('is one edit: the open document by its version, the closed one as it is on the disk', async () => {
    const config = await world.write('home/.aws/config', '# é\r\n[default]\r\nregion = eu-central-1\r\n');
    const uri = await openEnv();
    const edit = await editOf(uri);
    expect(only(edit, uri).documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    expect(only(edit, config).documentChanges).toMatchObject([{ textDocument: { version: null } }]);
    expect(applyWorkspaceEdit(ENV, uri, only(edit, uri))).toBe('APP=shop\n');
    expect(applyWorkspaceEdit('a\r\nb\r\nc\r\n', config, only(edit, config))).toBe(
      'a\r\nb\r\nc\r\n[profile FILL_ME]\n',
    );
  });

  it('asks the person first, where the client can', async () => {
    await world.write('home/.aws/config', '[default]\n');
    const edit = await editOf(await openEnv());
    const annotations = Object.entries(edit.changeAnnotations ?? {});
    expect(annotations).toEqual([
      [expect.any(String), { label: TITLE, description: 'Changes 2 files', needsConfirmation: true }],
    ]);
    for (const change of edit.documentChanges as TextDocumentEdit[]) {
      for (const one of change.edits) expect(one).toHaveProperty('annotationId', annotations[0]![0]);
    }
  });

  it('is ticked as a whole in a client that shows edits with boxes', async () => {
    const config = await world.write('home/.aws/config', '[default]\n');
    const uri = await openEnv({ options: { previewsEdits: true } });
    const edit = await editOf(uri);
    // VS Code leaves the box of whatever is to be confirmed empty: nothing that changes a file may be.
    const annotations = edit.changeAnnotations ?? {};
    const [question, ...changes] = edit.documentChanges as [CreateFile, ...TextDocumentEdit[]];
    expect(question).toMatchObject({ kind: 'create', options: { ignoreIfExists: true } });
    expect(question.options).not.toHaveProperty('overwrite');
    expect([uri, config]).toContain(question.uri);
    expect(annotations[question.annotationId!]).toMatchObject({ needsConfirmation: true });
    expect(changes.map(({ textDocument }) => textDocument.uri).sort()).toEqual([uri, config].sort());
    for (const one of changes.flatMap(({ edits }) => edits)) {
      expect(annotations[(one as AnnotatedTextEdit).annotationId]).toMatchObject({
        needsConfirmation: false,
      });
    }
  });

  it('has no annotation for a client that knows none, nor for one file', async () => {
    await world.write('home/.aws/config', '[default]\n');
    const uri = await openEnv({ capabilities: workspaceEdits({ documentChanges: true }) });
    const edit = await editOf(uri);
    expect(edit.changeAnnotations).toBeUndefined();
    expect(JSON.stringify(edit)).not.toContain('annotationId');
    expect(edit.documentChanges).toHaveLength(2);
  });

  it('is plain changes of both files for a client that knows no versions', async () => {
    const config = await world.write('home/.aws/config', '[default]\n');
    const uri = await openEnv({ capabilities: workspaceEdits({ resourceOperations: ['create'] }) });
    const edit = await editOf(uri);
    expect(Object.keys(edit)).toEqual(['changes']);
    expect(Object.keys(edit.changes ?? {}).sort()).toEqual([config, uri].sort());
  });

  it('is for the unsaved text of the other file, under its version', async () => {
    const config = await world.write('home/.aws/config', '[default]\n');
    const uri = await openEnv();
    await client.open(config, '\uFEFF# unsaved');
    await client.change(config, 7, [{ text: '\uFEFF# unsaved, too' }]);
    const edit = await editOf(uri);
    expect(only(edit, config).documentChanges).toMatchObject([{ textDocument: { uri: config, version: 7 } }]);
    expect(applyWorkspaceEdit('\uFEFF# unsaved, too', config, only(edit, config))).toBe(
      '\uFEFF# unsaved, too[profile FILL_ME]\n',
    );
  });

  it('follows the other file between the offer and the choice, comments included', async () => {
    const config = await world.write('home/.aws/config', '# short');
    const uri = await openEnv();
    const action = await offered(uri);
    await world.write('home/.aws/config', '# a longer one');
    const { edit } = await client.resolve(action!);
    expect(applyWorkspaceEdit('# a longer one', config, only(edit!, config))).toBe(
      '# a longer one[profile FILL_ME]\n',
    );
  });

  it('selects its placeholder in the other file', async () => {
    const config = await world.write('home/.aws/config', '[default]\n');
    const uri = await openEnv({ options: { commands: { selectRange: true } } });
    const range = { start: { line: 1, character: 9 }, end: { line: 1, character: 16 } };
    expect((await offered(uri))?.command?.arguments).toEqual([{ uri: config, range }]);
  });
});

describe('a fix that makes a file', () => {
  it('makes it before anything else, and only where there is none', async () => {
    const uri = await openEnv();
    const config = world.uri('work/config');
    const { documentChanges = [] } = await editOf(uri);
    expect(documentChanges[0]).toMatchObject({
      kind: 'create',
      uri: config,
      options: { overwrite: false, ignoreIfExists: false },
    } satisfies CreateFile);
    expect(applyWorkspaceEdit('', config, only({ documentChanges }, config))).toBe('[profile FILL_ME]\n');
    expect(documentChanges).toHaveLength(3);
  });

  it.each([
    ['creates no files', { documentChanges: true }],
    ['knows no versions', { resourceOperations: ['create'] }],
  ])('is not offered to a client that %s', async (_name, support) => {
    const uri = await openEnv({ capabilities: workspaceEdits(support) });
    expect(await client.codes(uri)).toContain('test-move');
    expect(await offered(uri)).toBeUndefined();
  });
});

it('is never part of *fix all*', async () => {
  await world.write('home/.aws/config', '[default]\n');
  const uri = await openEnv();
  expect(await client.actions(uri, START, ['source.fixAll'])).toEqual([]);
});
