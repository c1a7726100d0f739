import type { ClientCapabilities, CodeAction, Range, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { applyWorkspaceEdit } from './apply-edits.ts';
import { VS_CODE, type ClientOptions } from './client.ts';
import { CONFIG, ENV, SECRETS } from './samples.ts';
import { client, start, startWith, useWorld, world } from './scene.ts';
import { stepRule, throwingRule } from './test-rules.ts';
import { linterWith } from './world.ts';

useWorld(() => ({ linter: linterWith(stepRule, throwingRule) }));

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** VS Code without `codeAction/resolve`. */
const EAGER: ClientCapabilities = {
  ...VS_CODE,
  textDocument: {
    ...VS_CODE.textDocument,
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
};

function openEnv(text: string, options: ClientOptions = {}): Promise<string> {
  return startWith('work/.env', text, options);
}

function titlesOf(actions: readonly CodeAction[]): readonly string[] {
  return actions.map((action) => action.title);
}

function pick(actions: readonly CodeAction[], title: string): CodeAction {
  const found = actions.find((action) => action.title === title);
  expect(found, `${title} among ${titlesOf(actions).join()}`).toBeDefined();
  return found!;
}

describe('quick fixes', () => {
  const text = '# 🔑\r\nSTEP_1=one\r\n';
  const place: Range = { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } };

  it('are announced', async () => {
    await openEnv(text);
    expect(client.initialized.capabilities.codeActionProvider).toEqual({
      codeActionKinds: [
        'quickfix',
        'source.fixAll',
        'source.fixAll.keyless',
        'source.rewriteSessions.keyless',
      ],
      resolveProvider: true,
    });
  });

  it('are one action a fix, with the diagnostic, the likeliest preferred', async () => {
    const uri = await openEnv(text);
    const actions = await client.actions(uri, place);
    expect(titlesOf(actions)).toEqual([
      'Take the next step',
      'Ask for the value',
      'Disable test-step for this line',
      'Open the page of test-step',
    ]);
    expect(actions.map((action) => [action.kind, action.isPreferred])).toEqual([
      ['quickfix', true],
      ['quickfix', undefined],
      ['quickfix', undefined],
      ['quickfix', undefined],
    ]);
    for (const action of actions) expect(action.diagnostics?.map((item) => item.code)).toEqual(['test-step']);
  });

  it('get their edit when they are picked, for the version that they were offered for', async () => {
    const uri = await openEnv(text);
    const action = pick(await client.actions(uri, place), 'Take the next step');
    expect(action.edit).toBeUndefined();
    const { edit } = await client.resolve(action);
    expect(edit?.documentChanges?.[0]).toMatchObject({ textDocument: { uri, version: 1 } });
    expect(applyWorkspaceEdit(text, uri, edit)).toBe('# 🔑\r\nSTEP_2=one\r\n');
  });

  it('have their edit at once where the client does not ask for it', async () => {
    const uri = await openEnv(text, { capabilities: EAGER });
    const action = pick(await client.actions(uri, place), 'Take the next step');
    expect(action.data).toBeUndefined();
    expect(applyWorkspaceEdit(text, uri, action.edit)).toBe('# 🔑\r\nSTEP_2=one\r\n');
  });

  it('are plain changes where the client knows no versions', async () => {
    const uri = await openEnv(text, { capabilities: { textDocument: EAGER.textDocument! } });
    const { edit } = pick(await client.actions(uri, place), 'Take the next step');
    expect(Object.keys(edit ?? {})).toEqual(['changes']);
    expect(applyWorkspaceEdit(text, uri, edit)).toBe('# 🔑\r\nSTEP_2=one\r\n');
  });

  it('are right in a text with a byte order mark', async () => {
    const marked = '\uFEFFSTEP_1=one\n';
    const uri = await openEnv(marked);
    const after = { start: { line: 0, character: 7 }, end: { line: 0, character: 7 } };
    const { edit } = await client.resolve(pick(await client.actions(uri, after), 'Take the next step'));
    expect(applyWorkspaceEdit(marked, uri, edit)).toBe('\uFEFFSTEP_2=one\n');
  });

  it('of an older version are refused', async () => {
    const uri = await openEnv(text);
    const action = pick(await client.actions(uri, place), 'Take the next step');
    await client.change(uri, 2, [{ range: START, text: 'A=1\r\n' }]);
    await expect(client.resolve(action)).rejects.toMatchObject({ code: -32801 });
    await client.close(uri);
    await expect(client.resolve(action)).rejects.toMatchObject({ code: -32801 });
  });

  it('of a client that makes things up are left as they are', async () => {
    await openEnv(text);
    for (const data of [undefined, 7, {}, { uri: 1 }, { uri: 'x', edition: 1, type: 'rm' }]) {
      const action = { title: 'x', ...(data !== undefined && { data }) };
      expect(await client.resolve(action)).toEqual(action);
    }
  });

  it('are offered only where a finding is', async () => {
    const uri = await openEnv(text);
    expect(await client.actions(uri, START)).toEqual([]);
    expect(await client.actions(world.uri('work/none.env'), place)).toEqual([]);
  });

  it('come from what the server knows, not from what the client echoes', async () => {
    const uri = await openEnv(text);
    const params = {
      textDocument: { uri },
      range: START,
      context: {
        diagnostics: [{ range: START, message: 'x', code: 'static-session-key', data: { fingerprint: 'x' } }],
      },
    };
    expect(await client.connection.sendRequest('textDocument/codeAction', params)).toEqual([]);
  });

  it('that fail are missing, and the failure is told without the text', async () => {
    const uri = await openEnv(`THROW_LATER=1\nTOKEN=${SECRETS.secretKey}\n`);
    const actions = await client.actions(uri, START);
    expect(titlesOf(actions)).toEqual(['Disable test-throw for this line', 'Open the page of test-throw']);
    expect(client.logs.join()).toMatch(/Rule test-throw failed: Error at /);
    expect(client.received.join()).not.toContain(SECRETS.secretKey);
  });

  it('offered by two findings are one action that mends both', async () => {
    await start();
    const uri = world.uri('home/.aws/config');
    await client.open(uri, CONFIG);
    const whole = { start: START.start, end: { line: 20, character: 0 } };
    const actions = (await client.actions(uri, whole)).filter(
      (action) => !/^(?:Disable|Open)/.test(action.title),
    );
    expect(new Set(titlesOf(actions)).size).toBe(actions.length);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions[0]?.diagnostics?.length).toBeGreaterThan(1);
  });
});

describe('a placeholder', () => {
  const text = 'A=🔑\nSTEP_1=one # why\n';
  const place: Range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };

  it('is selected after the edit where the client can', async () => {
    const uri = await openEnv(text, { options: { commands: { selectRange: true } } });
    const actions = await client.actions(uri, place);
    const { command } = pick(actions, 'Ask for the value');
    const range = { start: { line: 1, character: 7 }, end: { line: 1, character: 14 } };
    expect(command).toMatchObject({ command: 'keyless.selectRange', arguments: [{ uri, range }] });
    expect(pick(actions, 'Take the next step').command).toBeUndefined();
  });

  it('is left alone where it cannot', async () => {
    const uri = await openEnv(text);
    expect(pick(await client.actions(uri, place), 'Ask for the value').command).toBeUndefined();
  });
});

describe('fix all', () => {
  const text = 'STEP_1=one\nA=1\nSTEP_2=two\n';
  const fixed = 'STEP_3=one\nA=1\nSTEP_3=two\n';

  it.each([['source'], ['source.fixAll'], ['source.fixAll.keyless']])('is asked for as %s', async (kind) => {
    const uri = await openEnv(text);
    const [action, ...more] = await client.actions(uri, START, [kind]);
    expect(more).toEqual([]);
    expect(action).toMatchObject({
      kind: 'source.fixAll.keyless',
      title: 'Fix all safe problems of this file',
    });
    const { edit } = await client.resolve(action!);
    expect(applyWorkspaceEdit(text, uri, edit)).toBe(fixed);
  });

  it('is one edit, small where one pass is enough', async () => {
    const uri = await openEnv('STEP_2=one\nA=1\nSTEP_2=two\n', { capabilities: EAGER });
    const [action] = await client.actions(uri, START, ['source.fixAll']);
    const [change] = action!.edit!.documentChanges as TextDocumentEdit[];
    expect(change?.edits).toHaveLength(2);
  });

  it('is not offered unasked, nor where nothing is safe to fix, nor for another tool', async () => {
    const uri = await openEnv(text);
    const kinds = (await client.actions(uri, START)).map((action) => action.kind);
    expect(new Set(kinds)).toEqual(new Set(['quickfix']));
    expect(await client.actions(uri, START, ['source.fixAll.eslint'])).toEqual([]);
    expect(await client.actions(uri, START, ['refactor'])).toEqual([]);
    await client.change(uri, 2, [{ text: ENV }]);
    expect(await client.actions(uri, START, ['source.fixAll'])).toEqual([]);
  });
});

describe('disabling a rule for a line', () => {
  it('puts a comment on the line before, after which the finding is gone', async () => {
    const uri = await openEnv('A=1\r\nSTEP_1=one\r\n');
    const place = { start: { line: 1, character: 3 }, end: { line: 1, character: 3 } };
    const action = pick(await client.actions(uri, place), 'Disable test-step for this line');
    const text = applyWorkspaceEdit('A=1\r\nSTEP_1=one\r\n', uri, (await client.resolve(action)).edit);
    expect(text).toBe('A=1\r\n# keyless: ignore[test-step]\r\nSTEP_1=one\r\n');
    await client.change(uri, 2, [{ text }]);
    expect(await client.codes(uri)).toEqual([]);
  });

  it('is not offered for a comment that silences nothing', async () => {
    const uri = await openEnv('# keyless: ignore[test-step]\nA=1\n');
    expect(await client.codes(uri)).toEqual(['unused-suppression']);
    expect(titlesOf(await client.actions(uri, START))).toEqual(['Open the page of unused-suppression']);
  });

  it('is not offered where the comment would become part of a value', async () => {
    await start();
    const uri = world.uri('work/compose.yaml');
    const text = `services:\n  app:\n    environment: {A: 1,\n      AWS_ACCESS_KEY_ID: "${SECRETS.sessionKeyId}"}\n`;
    await client.open(uri, text);
    const place = { start: { line: 3, character: 30 }, end: { line: 3, character: 30 } };
    for (const action of await client.actions(uri, place)) {
      if (!action.title.startsWith('Disable')) continue;
      const edited = applyWorkspaceEdit(text, uri, (await client.resolve(action)).edit);
      await client.change(uri, 2, [{ text: edited }]);
      expect(await client.codes(uri)).not.toContain(action.diagnostics?.[0]?.code);
    }
  });
});

describe('the way to a rule’s page', () => {
  const text = 'STEP_1=one\n';
  const TITLE = 'Open the page of test-step';

  it('is the client’s own command where it has one', async () => {
    const uri = await openEnv(text, { options: { commands: { openRulePage: true } } });
    expect(pick(await client.actions(uri, START), TITLE).command).toMatchObject({
      command: 'keyless.openRulePage',
      arguments: ['test-step'],
    });
    expect(client.initialized.capabilities.executeCommandProvider).toBeUndefined();
  });

  it('is the server’s command where the client can show documents', async () => {
    const uri = await openEnv(text);
    const shown: unknown[] = [];
    client.connection.onRequest('window/showDocument', (params) => {
      shown.push(params);
      return { success: true };
    });
    const { command } = pick(await client.actions(uri, START), TITLE);
    expect(client.initialized.capabilities.executeCommandProvider?.commands).toEqual([command?.command]);
    await client.connection.sendRequest('workspace/executeCommand', {
      command: command?.command,
      arguments: command?.arguments,
    });
    expect(shown).toEqual([
      { uri: expect.stringMatching(/docs\/rules\/test-step\.md$/) as string, external: true },
    ]);
    for (const ruleId of ['../../etc/passwd', 7, undefined]) {
      const params = { command: command?.command, arguments: [ruleId] };
      expect(await client.connection.sendRequest('workspace/executeCommand', params)).toBeNull();
    }
    expect(shown).toHaveLength(1);
  });

  it('is missing where neither side can', async () => {
    const capabilities = { ...VS_CODE, window: {} };
    const uri = await openEnv(text, { capabilities });
    expect(titlesOf(await client.actions(uri, START))).not.toContain(TITLE);
  });

  it('gives its Markdown for rules only', async () => {
    await openEnv(text);
    const ask = (params: unknown) => client.connection.sendRequest('keyless/rulePage', params);
    expect(await ask({ ruleId: 'test-step' })).toBe('# test-step\n');
    expect(await ask({ ruleId: '../../README' })).toBeNull();
    expect(await ask({})).toBeNull();
  });
});

it('a client without literals of code actions is offered none', async () => {
  await start({ capabilities: { textDocument: { codeAction: {} } } });
  expect(client.initialized.capabilities.codeActionProvider).toBeUndefined();
});
