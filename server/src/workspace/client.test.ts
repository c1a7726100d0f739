import type { InitializeParams } from '../lsp.ts';
import { describe, expect, it } from 'vitest';
import { readClient } from './client.ts';

/** What clients send at the least, and what some of them add. */
function params(more: object = {}): InitializeParams {
  return {
    processId: null,
    capabilities: {},
    workspaceFolders: null,
    ...more,
  } as unknown as InitializeParams;
}

describe('readClient', () => {
  it('expects nothing of a client that says nothing', () => {
    const client = readClient(params());
    expect(client).toMatchObject({ initialSettings: undefined, folders: [] });
    const { related, tags, codeDescription, data } = client.diagnostics;
    expect([related, tags, codeDescription, data]).toEqual([false, false, false, false]);
    expect(Object.values(client.completion)).not.toContain(true);
    expect(Object.values(client)).not.toContain(true);
  });

  it.each([null, 7, 'x', [], { commands: 7, status: 'yes' }])(
    'survives %j as options',
    (initializationOptions) => {
      expect(readClient(params({ initializationOptions }))).toMatchObject({
        wantsStatus: false,
        hasRulePageCommand: false,
      });
    },
  );

  it('takes the folders, else the root, and only those on the disk', () => {
    const folder = (uri: string) => ({ uri, name: uri });
    const workspaceFolders = [folder('file:///a'), folder('vscode-vfs://github/o/r')];
    expect(readClient(params({ workspaceFolders, rootUri: 'file:///r' })).folders).toEqual(['/a']);
    expect(readClient(params({ rootUri: 'file:///r' })).folders).toEqual(['/r']);
  });

  it('asks for edits when they are picked only where the action finds its way back', () => {
    const codeAction = { resolveSupport: { properties: ['edit'] } };
    expect(readClient(params({ capabilities: { textDocument: { codeAction } } })).resolvesEdits).toBe(false);
    const kept = { textDocument: { codeAction: { ...codeAction, dataSupport: true } } };
    expect(readClient(params({ capabilities: kept })).resolvesEdits).toBe(true);
  });
});
