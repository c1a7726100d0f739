import type {
  DocumentHighlight,
  Location,
  LocationLink,
  Position,
  Range,
  SymbolInformation,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { applyWorkspaceEdit } from './apply-edits.ts';
import { PLAIN, VS_CODE } from './client.ts';
import { client, start, startInFolder, useWorld, world } from './scene.ts';

const CONFIG = `# 🔑
[default]
region = eu-central-1

[profile base]
sso_session = corp

[profile dev]
role_arn = arn:aws:iam::111122223333:role/deploy
source_profile = base

[sso-session corp]
sso_region = eu-central-1
`;
const CREDENTIALS = `[base]
region = eu-west-1
[other]
source_profile = base
`;
const ENV = 'AWS_PROFILE=base\n';

const files = new Map<string, string>();

useWorld();
afterEach(() => {
  files.clear();
});

/** Writes files of the world, and opens those that are asked for. */
async function given(texts: Readonly<Record<string, string>>, open: readonly string[]): Promise<void> {
  for (const [path, text] of Object.entries(texts)) files.set(await world.write(path, text), text);
  await startInFolder();
  for (const path of open) await client.open(world.uri(path), texts[path]!);
}

/** Where a text stands in a file, `into` units behind its start. */
function at(path: string, text: string, into = 0): { position: Position } {
  const content = files.get(world.uri(path))!;
  const offset = content.indexOf(text) + into;
  const before = content.slice(0, offset).split('\n');
  return { position: { line: before.length - 1, character: before.at(-1)!.length } };
}

/** A place as `file:line text`, with the text that the range covers. */
function shown(uri: string, { start, end }: Range): string {
  const line = (files.get(uri) ?? '').split('\n')[start.line] ?? '';
  const path = [...files.keys()].includes(uri) ? uri.split('/').slice(-2).join('/') : uri;
  return `${path}:${start.line} ${line.slice(start.character, end.character)}`;
}

const ALL = {
  'home/.aws/config': CONFIG,
  'home/.aws/credentials': CREDENTIALS,
  'work/.env': ENV,
  'work/app/.env.local': 'AWS_DEFAULT_PROFILE="base"\n',
  'work/.env.example': ENV,
  'work/compose.yaml': 'services:\n  a:\n    environment:\n      - AWS_PROFILE=base\n',
};

describe('definition', () => {
  it('leads from a reference to the sections of that name in both files, the closed one too', async () => {
    await given(ALL, ['home/.aws/config']);
    const uri = world.uri('home/.aws/config');
    const links = await client.ask<LocationLink[]>(
      'definition',
      uri,
      at('home/.aws/config', 'source_profile = base', 19),
    );
    expect(links.map((one) => shown(one.targetUri, one.targetSelectionRange))).toEqual([
      '.aws/config:4 base',
      '.aws/credentials:0 base',
    ]);
    expect(links.map((one) => shown(one.targetUri, one.targetRange))).toEqual([
      '.aws/config:4 [profile base]',
      '.aws/credentials:0 [base]',
    ]);
    expect(links.map((one) => one.originSelectionRange && shown(uri, one.originSelectionRange))).toEqual([
      '.aws/config:9 base',
      '.aws/config:9 base',
    ]);
  });

  it('leads from AWS_PROFILE to the user’s own files, by the versions that are open', async () => {
    await given(ALL, ['work/.env', 'home/.aws/credentials']);
    const credentials = world.uri('home/.aws/credentials');
    await client.change(credentials, 2, [{ text: `\n\n${CREDENTIALS}` }]);
    const links = await client.ask<LocationLink[]>(
      'definition',
      world.uri('work/.env'),
      at('work/.env', 'base', 4),
    );
    expect(links.map(({ targetUri, targetSelectionRange: { start } }) => [targetUri, start.line])).toEqual([
      [world.uri('home/.aws/config'), 4],
      [credentials, 2],
    ]);
  });

  it('gives plain locations to clients that know no others, and counts a byte order mark as they do', async () => {
    await world.write('home/.aws/config', '\uFEFF[profile base]\n');
    await start({ capabilities: PLAIN });
    const uri = world.uri('home/.aws/credentials');
    await client.open(uri, '\uFEFF[x]\nsource_profile = base\n');
    const places = await client.ask<Location[]>('definition', uri, { position: { line: 1, character: 20 } });
    // Editors take the mark off a file that they read themselves.
    expect(places).toEqual([
      {
        uri: world.uri('home/.aws/config'),
        range: { start: { line: 0, character: 9 }, end: { line: 0, character: 13 } },
      },
    ]);
    const self = await client.ask<Location[]>('definition', uri, { position: { line: 0, character: 2 } });
    expect(self[0]?.range.start).toEqual({ line: 0, character: 2 });
  });

  it('leads nowhere from what names nothing', async () => {
    await given({ ...ALL, 'home/.aws/config': '[profile dev]\nsource_profile = gone\nregion = dev\n' }, [
      'home/.aws/config',
    ]);
    const uri = world.uri('home/.aws/config');
    expect(await client.ask('definition', uri, at('home/.aws/config', 'gone'))).toBeNull();
    expect(await client.ask('definition', uri, at('home/.aws/config', '= dev', 3))).toBeNull();
    expect(
      await client.ask('definition', world.uri('work/.env'), { position: { line: 0, character: 13 } }),
    ).toBeNull();
  });

  it('keeps files that are not the user’s own to themselves', async () => {
    const text = '[profile x]\nsource_profile = base\n';
    await given({ ...ALL, 'work/test/.aws/config': text, 'work/team.ini': text }, ['work/test/.aws/config']);
    await client.open(world.uri('work/team.ini'), text, 'aws-config');
    for (const path of ['work/test/.aws/config', 'work/team.ini']) {
      expect(await client.ask('definition', world.uri(path), at(path, 'base'))).toBeNull();
    }
  });
});

describe('references', () => {
  it('are found in both files and in the workspace, open or not, templates left out', async () => {
    await given(ALL, ['home/.aws/credentials', 'work/.env']);
    const uri = world.uri('home/.aws/credentials');
    const find = async (includeDeclaration: boolean): Promise<readonly string[]> => {
      const params = { ...at('home/.aws/credentials', 'base'), context: { includeDeclaration } };
      const places = await client.ask<Location[]>('references', uri, params);
      return places.map((one) => shown(one.uri, one.range)).sort();
    };
    expect(await find(false)).toEqual([
      '.aws/config:9 base',
      '.aws/credentials:3 base',
      'app/.env.local:0 base',
      'work/.env:0 base',
      'work/compose.yaml:3 base',
    ]);
    expect(await find(true)).toHaveLength(7);
  });

  it('of an sso-session are those of its type', async () => {
    await given({ 'home/.aws/config': `${CONFIG}[profile corp]\n` }, ['home/.aws/config']);
    const params = { ...at('home/.aws/config', 'session corp', 9), context: { includeDeclaration: true } };
    const places = await client.ask<Location[]>('references', world.uri('home/.aws/config'), params);
    expect(places.map(({ range }) => range.start.line)).toEqual([5, 11]);
  });
});

describe('highlights', () => {
  it('tell headers from references', async () => {
    await given(ALL, ['home/.aws/config']);
    const found = await client.ask<DocumentHighlight[]>(
      'documentHighlight',
      world.uri('home/.aws/config'),
      at('home/.aws/config', 'base'),
    );
    expect(found.map(({ range, kind }) => [range.start.line, kind])).toEqual([
      [4, 3],
      [9, 2],
    ]);
  });
});

describe('rename', () => {
  const where = (): { position: Position } => at('home/.aws/config', 'base', 2);
  const rename = (newName: string): Promise<WorkspaceEdit | null> =>
    client.ask('rename', world.uri('home/.aws/config'), { ...where(), newName });

  it('changes config, credentials and variables in one edit, each for its version', async () => {
    await given(ALL, ['home/.aws/config', 'work/.env']);
    await client.change(world.uri('work/.env'), 7, [{ text: `\n${ENV}` }]);
    const edit = await rename('new base');
    const changes = (edit?.documentChanges ?? []) as readonly TextDocumentEdit[];
    expect(changes.map(({ textDocument: { uri, version } }) => [uri, version]).sort()).toEqual(
      [
        [world.uri('home/.aws/config'), 1],
        [world.uri('home/.aws/credentials'), null],
        [world.uri('work/.env'), 7],
        [world.uri('work/app/.env.local'), null],
        [world.uri('work/compose.yaml'), null],
      ].sort(),
    );
    const after = (path: string, text: string): string =>
      applyWorkspaceEdit(text, world.uri(path), edit ?? undefined);
    expect(after('home/.aws/config', CONFIG)).toBe(
      CONFIG.replace('[profile base]', "[profile 'new base']").replace('= base', '= new base'),
    );
    expect(after('home/.aws/credentials', CREDENTIALS)).toBe(CREDENTIALS.replaceAll('base', 'new base'));
    expect(after('work/.env', `\n${ENV}`)).toBe('\nAWS_PROFILE="new base"\n');
    expect(after('work/app/.env.local', 'AWS_DEFAULT_PROFILE="base"\n')).toBe(
      'AWS_DEFAULT_PROFILE="new base"\n',
    );
    expect(after('work/compose.yaml', ALL['work/compose.yaml'])).toContain("- 'AWS_PROFILE=new base'");
  });

  it('starts at a reference in a file of variables, too', async () => {
    await given(ALL, ['work/.env']);
    const edit = await client.ask<WorkspaceEdit>('rename', world.uri('work/.env'), {
      ...at('work/.env', 'base'),
      newName: 'x',
    });
    expect(applyWorkspaceEdit(CREDENTIALS, world.uri('home/.aws/credentials'), edit)).toBe(
      CREDENTIALS.replaceAll('base', 'x'),
    );
  });

  it('says beforehand what it renames, and what it does not', async () => {
    await given(ALL, ['home/.aws/config']);
    const uri = world.uri('home/.aws/config');
    const prepare = (text: string, into = 0) =>
      client.ask<Range | null>('prepareRename', uri, at('home/.aws/config', text, into));
    expect(shown(uri, (await prepare('base'))!)).toBe('.aws/config:4 base');
    expect(await prepare('region')).toBeNull();
    await expect(prepare('default', 1)).rejects.toThrow(/every tool uses when none is named/u);
    await expect(
      client.ask('rename', uri, { ...at('home/.aws/config', 'default', 1), newName: 'x' }),
    ).rejects.toThrow(/Add a profile/u);
  });

  it.each([
    ['other', /There is a profile other already/u],
    ['', /empty/u],
    ['a]', /brackets/u],
  ])('refuses the name %j and says why', async (name, words) => {
    await given(ALL, ['home/.aws/config']);
    await expect(rename(name)).rejects.toThrow(words);
  });

  it('refuses where one of the files cannot be read', async () => {
    await given({ 'home/.aws/config': CONFIG, 'home/.aws/credentials': `#${'x'.repeat(1024 * 1024)}` }, [
      'home/.aws/config',
    ]);
    await expect(rename('x')).rejects.toThrow(/cannot be read/u);
  });

  it('reads files that have changed without notice', async () => {
    await given(ALL, ['home/.aws/config']);
    await rename('x');
    await world.write('home/.aws/credentials', '# new\n[base]\n');
    const edit = await rename('x');
    expect(applyWorkspaceEdit('# new\n[base]\n', world.uri('home/.aws/credentials'), edit ?? undefined)).toBe(
      '# new\n[x]\n',
    );
  });

  it('leaves closed files of the workspace alone where the settings keep them out', async () => {
    for (const [path, text] of Object.entries(ALL)) files.set(await world.write(path, text), text);
    await startInFolder({ settings: () => ({ workspaceScan: false }) });
    await client.open(world.uri('home/.aws/config'), CONFIG);
    const changes = ((await rename('x'))?.documentChanges ?? []) as readonly TextDocumentEdit[];
    expect(changes.map(({ textDocument }) => textDocument.uri)).toEqual([
      world.uri('home/.aws/config'),
      world.uri('home/.aws/credentials'),
    ]);
  });

  it('gives a map of edits to clients without versions', async () => {
    await world.write('home/.aws/credentials', CREDENTIALS);
    await start({ capabilities: PLAIN });
    const uri = world.uri('home/.aws/config');
    await client.open(uri, '[profile base]\n');
    const edit = await client.ask<WorkspaceEdit>('rename', uri, {
      position: { line: 0, character: 9 },
      newName: 'x',
    });
    expect(edit.documentChanges).toBeUndefined();
    expect(Object.keys(edit.changes ?? {}).sort()).toEqual([uri, world.uri('home/.aws/credentials')].sort());
    expect(client.initialized.capabilities.renameProvider).toBe(true);
  });
});

describe('symbols of the workspace', () => {
  it('are the names of all AWS files, by the letters of the query', async () => {
    await given({ ...ALL, 'work/test/.aws/config': '[profile basement]\n' }, []);
    await client.open('untitled:team', '[profile bookcase]\n', 'aws-config');
    const find = async (query: string): Promise<readonly string[]> => {
      const found = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
      return found.map(({ name, containerName = '' }) => `${containerName} ${name}`);
    };
    expect(await find('BSE')).toEqual([
      '.aws/config base',
      '.aws/credentials base',
      'team bookcase',
      '.aws/config basement',
    ]);
    expect(await find('corp')).toEqual(['.aws/config corp']);
    expect(await find('zzz')).toEqual([]);
    expect((await find('')).length).toBe(8);
  });
});

describe('a client that can be told of kinds of documents', () => {
  it('learns of formatting for AWS files alone, and of names for files of variables too', async () => {
    await startInFolder({ capabilities: VS_CODE });
    await client.settled();
    const selectorOf = (method: string): string =>
      JSON.stringify(client.registrations.find((one) => one.method === method)?.registerOptions);
    for (const method of [
      'formatting',
      'rangeFormatting',
      'documentSymbol',
      'foldingRange',
      'selectionRange',
      'documentLink',
      'semanticTokens',
    ]) {
      const selector = selectorOf(`textDocument/${method}`);
      expect(selector).toContain('**/.aws/config');
      expect(selector).toContain(world.path('home/.aws/credentials'));
      expect(selector).toContain('{"language":"aws-config"}');
      expect(selector).not.toMatch(/\.env|ya?ml/u);
    }
    for (const method of ['definition', 'references', 'documentHighlight', 'rename']) {
      const selector = selectorOf(`textDocument/${method}`);
      expect(selector).toContain('**/.env');
      expect(selector).toContain('compose');
      expect(selector).not.toContain('workflows');
    }
    expect(selectorOf('textDocument/rename')).toContain('"prepareProvider":true');
    const { capabilities } = client.initialized;
    expect(capabilities).not.toHaveProperty('documentFormattingProvider');
    expect(capabilities.workspaceSymbolProvider).toBe(true);
  });

  it('says nothing of asking before a rename to a client that has not heard of it', async () => {
    const textDocument = { ...VS_CODE.textDocument, rename: { dynamicRegistration: true } };
    await startInFolder({ capabilities: { ...VS_CODE, textDocument } });
    await client.settled();
    const rename = client.registrations.find(({ method }) => method === 'textDocument/rename');
    expect(rename?.registerOptions).not.toHaveProperty('prepareProvider');
  });

  it('is told at the start otherwise', async () => {
    await startInFolder({ capabilities: PLAIN });
    await client.settled();
    expect(client.registrations).toEqual([]);
    expect(client.initialized.capabilities).toMatchObject({
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: true,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      documentLinkProvider: {},
      semanticTokensProvider: { full: true, range: true },
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
    });
  });
});
