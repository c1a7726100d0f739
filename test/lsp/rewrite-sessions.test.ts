import {
  FileChangeType,
  type CodeAction,
  type Range,
  type TextDocumentEdit,
} from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { applyWorkspaceEdit } from './apply-edits.ts';
import { SECRETS } from './samples.ts';
import { VS_CODE } from './client.ts';
import { client, start, startInFolder, startWith, useWorld, world } from './scene.ts';
import { until } from './until.ts';

useWorld();

const KEYS = `aws_access_key_id = ${SECRETS.sessionKeyId}
aws_secret_access_key = ${SECRETS.secretKey}
aws_session_token = ${SECRETS.sessionToken}
`;
const PASTED = `[one]\n${KEYS}\n[two]\nregion = eu-west-1\n${KEYS}\n[long]\naws_access_key_id = ${SECRETS.longTermKeyId}\naws_secret_access_key = ${SECRETS.secretKey}\n`;
const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const AT_KEY: Range = { start: { line: 1, character: 25 }, end: { line: 1, character: 25 } };
const ALL = 'Rewrite all 2 pasted sessions of this file to roles';
const KIND = 'source.rewriteSessions.keyless';

function titled(actions: readonly CodeAction[], title: string): CodeAction | undefined {
  return actions.find((action) => action.title === title);
}

/** The edits of one document, as an edit of its own. */
async function editsOf(action: CodeAction | undefined, uri: string) {
  const { edit } = await client.resolve(action!);
  const texts = (edit?.documentChanges ?? []).filter(
    (change): change is TextDocumentEdit => 'textDocument' in change,
  );
  return { edit, own: { documentChanges: texts.filter((one) => one.textDocument.uri === uri) } };
}

describe('rewriting all pasted sessions', () => {
  const config = '[profile two]\noutput = json\n';

  it('is one edit over both files, offered on each of them', async () => {
    const configUri = await world.write('home/.aws/config', config);
    const uri = await startWith('home/.aws/credentials', PASTED);
    const action = titled(await client.actions(uri, AT_KEY), ALL);
    expect(action?.kind).toBe('quickfix');
    expect(action?.diagnostics?.map(({ code }) => code)).toEqual(['static-session-key']);
    const { edit, own } = await editsOf(action, uri);
    expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
    const left = applyWorkspaceEdit(PASTED, uri, own);
    expect(left).toBe(PASTED.replaceAll(KEYS, ''));
    const target = await editsOf(action, configUri);
    const written = applyWorkspaceEdit(config, configUri, target.own);
    expect(written).toMatch(
      /^\[profile two\]\noutput = json\nrole_arn = .*ROLE_NAME\nsource_profile = long\n/,
    );
    expect(written).toMatch(/\n\[profile one\]\nrole_arn = .*ROLE_NAME\nsource_profile = long\n/);

    await client.change(uri, 2, [{ text: left }]);
    await client.open(configUri, written);
    expect(await client.codes(uri)).toEqual(['static-long-term-key']);
    expect(await client.codes(configUri)).toEqual(['invalid-role-arn', 'invalid-role-arn']);
  });

  it.each([['source'], ['source.rewriteSessions'], [KIND]])('is asked for as %s', async (kind) => {
    const uri = await startWith('home/.aws/credentials', PASTED);
    const actions = await client.actions(uri, START, [kind]);
    expect(actions.map(({ title, kind: own }) => [title, own])).toEqual([[ALL, KIND]]);
    expect(client.initialized.capabilities.codeActionProvider).toMatchObject({
      codeActionKinds: expect.arrayContaining([KIND]) as string[],
    });
  });

  it('makes the config file where there is none, and the new profile once', async () => {
    const text = `[one]\n${KEYS}\n[two]\n${KEYS}`;
    const uri = await startWith('home/.aws/credentials', text, {
      options: { commands: { selectRange: true } },
    });
    const [action] = await client.actions(uri, START, [KIND]);
    const configUri = world.uri('home/.aws/config');
    const { edit, own } = await editsOf(action, configUri);
    expect(edit?.documentChanges?.[0]).toMatchObject({ kind: 'create', uri: configUri });
    const written = applyWorkspaceEdit('', configUri, own);
    expect(written.match(/^\[.*\]$/gmu)).toEqual([
      '[profile one]',
      '[profile base-identity]',
      '[profile two]',
    ]);
    const lines = written.split('\n');
    const { range } = action?.command?.arguments?.[0] as { range: Range };
    expect(lines[range.start.line]?.slice(range.start.character, range.end.character)).toBe('ROLE_NAME');
  });

  it('says how many are left', async () => {
    const text = `${PASTED}\n[three]\n${KEYS}credential_process = cat keys.json\n`;
    const uri = await startWith('home/.aws/credentials', text);
    expect((await client.actions(uri, START, [KIND])).map(({ title }) => title)).toEqual([
      'Rewrite 2 of 3 pasted sessions of this file to roles',
    ]);
  });

  it('leaves what is silenced, and is not offered for one profile alone, nor where nothing can be made', async () => {
    const silenced = `# keyless: ignore-file[static-session-key, static-session-token]\n${PASTED}`;
    const uri = await startWith('home/.aws/credentials', silenced);
    expect(await client.actions(uri, START, [KIND])).toEqual([]);
    await client.change(uri, 2, [{ text: `[one]\n${KEYS}` }]);
    expect(titled(await client.actions(uri, AT_KEY), ALL)).toBeUndefined();
    expect((await client.actions(uri, START, [KIND])).map(({ title }) => title)).toEqual([
      'Rewrite the pasted session of this file to a role',
    ]);
    await client.shutdown();
    const plain = {
      ...VS_CODE,
      workspace: { ...VS_CODE.workspace, workspaceEdit: { documentChanges: true } },
    };
    const again = await startWith('home/.aws/credentials', PASTED, { capabilities: plain });
    expect(await client.actions(again, START, [KIND])).toEqual([]);
  });
});

describe('the cache of the AWS CLI', () => {
  const ROLE =
    'Assume arn:aws:iam::123456789012:role/Demo (a session does not tell the path of its role) from profile base-identity instead';
  const text = `[profile dev]\n${KEYS}`;

  function entry(end: string): string {
    return JSON.stringify({
      Credentials: {
        AccessKeyId: SECRETS.sessionKeyId,
        SecretAccessKey: SECRETS.secretKey,
        SessionToken: SECRETS.sessionToken,
        Expiration: end,
      },
      AssumedRoleUser: { Arn: 'arn:aws:sts::123456789012:assumed-role/Demo/me' },
    });
  }

  it('tells the role of a pasted session, and that it has ended', async () => {
    await world.write('home/.aws/cli/cache/a.json', entry('2026-11-24T11:00:00Z'));
    const uri = await startWith('home/.aws/config', text);
    expect(await client.codes(uri)).toContain('expired-session');
    expect(titled(await client.actions(uri, AT_KEY), ROLE)).toBeDefined();
    expect(client.received.join()).not.toContain(SECRETS.sessionKeyId);
  });

  it('is watched: an entry that comes later counts, and one that goes does not any more', async () => {
    const uri = await startWith('home/.aws/config', text);
    expect(await client.codes(uri)).not.toContain('expired-session');
    const watched = client.registrations.flatMap(
      ({ registerOptions }) => (registerOptions as { watchers?: { globPattern: unknown }[] }).watchers ?? [],
    );
    expect(watched).toContainEqual({
      globPattern: { baseUri: world.uri('home/.aws/cli/cache'), pattern: '*.json' },
    });

    const entryUri = await world.write('home/.aws/cli/cache/a.json', entry('2026-11-24T11:00:00Z'));
    await client.watched(entryUri, FileChangeType.Created);
    await client.settled();
    world.timers.advance(200);
    await until('a refresh', () => client.counts.refreshes > 0);
    expect(await client.codes(uri)).toContain('expired-session');

    await world.remove('home/.aws/cli/cache/a.json');
    const refreshes = client.counts.refreshes;
    await client.watched(entryUri, FileChangeType.Deleted);
    await client.settled();
    world.timers.advance(200);
    await until('another refresh', () => client.counts.refreshes > refreshes);
    expect(await client.codes(uri)).not.toContain('expired-session');
  });

  it('is judged for files of the workspace that are not open, too', async () => {
    await world.write('home/.aws/cli/cache/a.json', entry('2026-11-24T11:00:00Z'));
    const uri = await world.write('work/.aws/config', text);
    await startInFolder();
    await client.scanned();
    expect(client.shown(uri)?.diagnostics.map(({ code }) => code)).toContain('expired-session');
  });

  it('is left alone where no document holds a session', async () => {
    let reads = 0;
    const { sessions } = world.host;
    const known = () => {
      reads += 1;
      return sessions.known();
    };
    const host = { ...world.host, sessions: { ...sessions, known } };
    await start({}, host);
    const uri = world.uri('home/.aws/config');
    await client.open(uri, '[profile dev]\nregion = eu-west-1\n');
    await client.codes(uri);
    expect(reads).toBe(0);
    await client.change(uri, 2, [{ text }]);
    await client.codes(uri);
    await client.change(uri, 3, [{ text: `${text}# typed\n` }]);
    await client.codes(uri);
    expect(reads).toBe(1);
  });
});
