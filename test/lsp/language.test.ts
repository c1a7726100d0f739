import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { assumeRoleCacheName } from '@keyless/sessions';
import {
  FileChangeType,
  type CodeLens,
  type CompletionItem,
  type CompletionList,
  type Hover,
  type InlayHint,
  type MarkupContent,
} from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { PLAIN } from './client.ts';
import { SECRETS, oidcWorkflow } from './samples.ts';
import { client, start, startInFolder, useWorld, world } from './scene.ts';
import { until } from './until.ts';

useWorld();

const COMMANDS = { options: { commands: { refreshAssumedRole: true } } } as const;

const ROLE = 'arn:aws:iam::123456789012:role/Deploy';
const CONFIG = [
  '[profile base]',
  'credential_process = aws-vault export --format=json --no-session base',
  '[profile deploy]',
  `role_arn = ${ROLE}`,
  'source_profile = base',
  'duration_seconds = 5400',
  '',
].join('\n');

/** Opens a text whose caret is a bar and tells where the caret is. */
async function openAt(path: string, marked: string) {
  const [before = '', after = ''] = marked.split('|');
  const uri = world.uri(path);
  await client.open(uri, before + after);
  const lines = before.split(/\r\n|\n/u);
  return { textDocument: { uri }, position: { line: lines.length - 1, character: lines.at(-1)!.length } };
}

async function completionAt(path: string, marked: string, context?: object): Promise<CompletionList> {
  const place = await openAt(path, marked);
  return client.connection.sendRequest('textDocument/completion', { ...place, ...(context && { context }) });
}

async function hoverAt(path: string, marked: string): Promise<Hover | null> {
  return client.connection.sendRequest('textDocument/hover', await openAt(path, marked));
}

const itemOf = ({ items }: CompletionList, label: string): CompletionItem | undefined =>
  items.find((item) => item.label === label);

async function lensesOf(uri: string): Promise<readonly CodeLens[]> {
  const lenses: CodeLens[] = await client.connection.sendRequest('textDocument/codeLens', {
    textDocument: { uri },
  });
  return Promise.all(lenses.map((lens) => client.connection.sendRequest<CodeLens>('codeLens/resolve', lens)));
}

/** A session in the AWS CLI's cache. */
async function writeSession(expiration: string): Promise<string> {
  const name = assumeRoleCacheName({ roleArn: ROLE, durationSeconds: 5400 });
  const entry = {
    Credentials: {
      AccessKeyId: SECRETS.sessionKeyId,
      SecretAccessKey: SECRETS.secretKey,
      SessionToken: SECRETS.sessionToken,
      Expiration: expiration,
    },
  };
  return world.write(join('home/.aws/cli/cache', name), JSON.stringify(entry));
}

describe('completion', () => {
  it('announces itself', async () => {
    await start();
    expect(client.initialized.capabilities).toMatchObject({
      completionProvider: { triggerCharacters: ['[', '=', ' '], resolveProvider: true },
      hoverProvider: true,
    });
  });

  it('knows both files, as they are in the editor and on the disk', async () => {
    await world.write('home/.aws/credentials', '[keys]\naws_access_key_id = x\naws_secret_access_key = y\n');
    await start();
    const list = await completionAt('home/.aws/config', `${CONFIG}[profile new]\nsource_profile = |`);
    expect(list.items.map(({ label }) => label)).toEqual(['base', 'keys', 'deploy']);
    const env = await completionAt('work/.env', 'AWS_PROFILE=|');
    expect(env.items.map(({ label }) => label)).toEqual(['deploy', 'base', 'keys', 'new']);
    expect(itemOf(env, 'deploy')?.labelDetails).toEqual({ description: 'role Deploy in 123456789012' });
  });

  it('gives both ranges, counted in UTF-16, with CRLF and behind a byte order mark', async () => {
    await start();
    const list = await completionAt('home/.aws/config', '# 🔑\r\n[profile 🔑]\r\nregion = eu|-west-1\r\n');
    expect(itemOf(list, 'eu-central-1')?.textEdit).toEqual({
      newText: 'eu-central-1',
      insert: { start: { line: 2, character: 9 }, end: { line: 2, character: 11 } },
      replace: { start: { line: 2, character: 9 }, end: { line: 2, character: 18 } },
    });
    const marked = await completionAt('other/.aws/config', '\uFEFF[de|]');
    expect(itemOf(marked, 'default')?.textEdit).toMatchObject({
      replace: { start: { line: 0, character: 2 }, end: { line: 0, character: 4 } },
    });
  });

  it('keeps to what a plain client understands', async () => {
    await start({ capabilities: PLAIN });
    const list = await completionAt('home/.aws/config', '[profile a]\nou|');
    const output = itemOf(list, 'output')!;
    expect(output).toMatchObject({
      textEdit: {
        newText: 'output = ',
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
      },
    });
    expect(output).not.toHaveProperty('insertTextFormat');
    expect(itemOf(list, 'aws_security_token')).toMatchObject({ detail: 'now aws_session_token' });
    const resolved: CompletionItem = await client.connection.sendRequest('completionItem/resolve', output);
    expect((resolved.documentation as MarkupContent).kind).toBe('plaintext');
  });

  it('uses snippets and documents an item when it is looked at', async () => {
    await start();
    const list = await completionAt('home/.aws/config', '[profile a]\nou|');
    const output = itemOf(list, 'output')!;
    expect(output).toMatchObject({
      insertTextFormat: 2,
      textEdit: { newText: 'output = ${1|json,text,table,yaml,yaml-stream,off|}' },
    });
    expect(output).not.toHaveProperty('documentation');
    expect(itemOf(list, 'aws_security_token')).toMatchObject({ tags: [1] });
    const resolved: CompletionItem = await client.connection.sendRequest('completionItem/resolve', output);
    const documentation = resolved.documentation as MarkupContent;
    expect(documentation.kind).toBe('markdown');
    expect(documentation.value).toContain('How the AWS CLI prints results');
    const foreign = { label: 'x', data: { setting: 7 } };
    expect(await client.connection.sendRequest('completionItem/resolve', foreign)).toEqual(foreign);
  });

  it('obeys the policy', async () => {
    await start({ settings: () => ({ maxSessionDuration: 3600 }) });
    const list = await completionAt('home/.aws/config', CONFIG.replace('5400', '|'));
    expect(list.items.map(({ label }) => label)).toEqual(['3600', '1800']);
  });

  it('is not asked for by a blank in an indentation', async () => {
    await start();
    const blank = { triggerKind: 2, triggerCharacter: ' ' };
    expect((await completionAt('home/.aws/config', '[profile a]\n |', blank)).items).toEqual([]);
    expect((await completionAt('a/.aws/config', '[profile a]\nregion = |', blank)).items).not.toEqual([]);
    expect((await completionAt('b/.aws/config', '[profile |', blank)).items).not.toEqual([]);
  });

  it('sends very many profiles in parts', async () => {
    await start();
    const many = Array.from(
      { length: 1200 },
      (_, index) => `[profile p${index}]\ncredential_process = x\n`,
    ).join('');
    const all = await completionAt('home/.aws/config', `${many}[profile a]\nsource_profile = |`);
    expect([all.items.length, all.isIncomplete]).toEqual([500, true]);
    const some = await completionAt('a/.aws/config', `${many}[profile a]\nsource_profile = p119|`);
    expect(some.items.map(({ label }) => label)).toContain('p1199');
  });

  it('is silent in other files, and for what is not open', async () => {
    await start();
    expect((await completionAt('work/.github/workflows/a.yml', 'on: |')).items).toEqual([]);
    const place = {
      textDocument: { uri: world.uri('nowhere/.aws/config') },
      position: { line: 0, character: 0 },
    };
    expect(await client.connection.sendRequest('textDocument/completion', place)).toMatchObject({
      items: [],
    });
    expect(await client.connection.sendRequest('textDocument/hover', place)).toBeNull();
  });
});

describe('hover', () => {
  it('tells the chain and the time that is left by the AWS CLI’s cache', async () => {
    await writeSession('2026-11-24T12:42:30+00:00');
    await start();
    const hover = await hoverAt('home/.aws/config', CONFIG.replace('[profile deploy]', '[profile de|ploy]'));
    expect(hover?.range).toEqual({ start: { line: 2, character: 0 }, end: { line: 2, character: 16 } });
    expect(hover?.contents).toMatchObject({ kind: 'markdown' });
    expect((hover?.contents as MarkupContent).value).toContain(
      '1. `deploy`: role `Deploy` of account `123456789012`',
    );
    expect((hover?.contents as MarkupContent).value).toContain('42 min left');
    const inEnv = await hoverAt('work/.env', 'AWS_PROFILE=dep|loy');
    expect(inEnv?.contents).toEqual(hover?.contents);
  });

  it('does not tell a time for files that the AWS CLI refuses', async () => {
    await writeSession('2026-11-24T12:42:30+00:00');
    await start({ capabilities: PLAIN });
    const hover = await hoverAt(
      'home/.aws/config',
      `nonsense\n${CONFIG}`.replace('[profile deploy]', '[profile de|ploy]'),
    );
    expect(hover?.contents).toMatchObject({ kind: 'plaintext' });
    expect((hover?.contents as MarkupContent).value).not.toContain('left');
  });

  it('shows of a key its kind, its last characters and its account', async () => {
    await start();
    const hover = await hoverAt(
      'work/.env',
      `AWS_ACCESS_KEY_ID=${SECRETS.sessionKeyId.slice(0, 8)}|${SECRETS.sessionKeyId.slice(8)}`,
    );
    expect((hover?.contents as MarkupContent).value).toContain('`ASIA…KLMN`: account ');
    expect(client.received.join()).not.toContain(SECRETS.sessionKeyId);
  });

  it('tells of CI files what holds in a job, and of nothing there what is a secret', async () => {
    await startInFolder();
    const text = (marked: string): string =>
      [
        'on: push',
        'jobs:',
        '  deploy:',
        '    permissions:',
        '      id-token: write',
        '    env:',
        `      AWS_ACCESS_KEY_ID: ${SECRETS.sessionKeyId}`,
        '    steps:',
        '      - run: aws s3 ls $AWS_ACCESS_KEY_ID',
        '',
      ]
        .join('\n')
        .replace(marked.replace('|', ''), marked);
    const path = 'work/.github/workflows/deploy.yml';
    const permissions = await hoverAt(path, text('permis|sions'));
    expect(permissions?.range).toEqual({ start: { line: 3, character: 4 }, end: { line: 3, character: 15 } });
    expect((permissions?.contents as MarkupContent).value).toContain(
      '**Permissions of job deploy**: its own.',
    );
    await client.close(world.uri(path));
    const variable = await hoverAt(path, text('ls $AWS_ACCESS|_KEY_ID'));
    expect((variable?.contents as MarkupContent).value).toContain('the `env` of job `deploy`, line 7.');
    expect(client.received.join()).not.toContain(SECRETS.sessionKeyId);
    expect(await hoverAt('work/.circleci/config.yml', 'versi|on: 2.1\njobs: {}\n')).toBeNull();
  });

  it.each([
    [
      '.circleci/config.yml',
      'orbs: { aws-cli: circleci/aws-cli@5 }\njobs:\n  a:\n    steps:\n      - aws-cli/setup:\n          role|_arn: x\n',
      '`role_arn` – Role that the step assumes',
    ],
    [
      'azure-pipelines.yml',
      'steps:\n  - task: AWSShellScript@1\n    inputs:\n      aws|Credentials: x\n',
      '`awsCredentials` – Service connection',
    ],
    [
      '.buildkite/pipeline.yml',
      'steps:\n  - plugins:\n      - aws|-assume-role-with-web-identity#v1.4.0:\n          role-arn: x\n',
      '`aws-assume-role-with-web-identity` – Assumes a role',
    ],
    [
      'buildspec.yml',
      'version: 0.2\nenv:\n  vari|ables:\n    A: b\n',
      '`variables` – Variables of the build in plain text.',
    ],
  ])('explains what leads to credentials in %s', async (path, marked, expected) => {
    await startInFolder();
    const hover = await hoverAt(`work/${path}`, marked);
    expect((hover?.contents as MarkupContent).value).toContain(expected);
    const { line } = hover?.range?.start ?? { line: -1 };
    expect(marked.split('\n')[line]).toContain('|');
  });

  it.each([
    ['git@github.com:acme/site.git', 'issued by `https://token.actions.githubusercontent.com`, for'],
    ['https://acme.ghe.com/acme/site', 'issued by `https://token.actions.acme.ghe.com`, for'],
    ['git@git.example.com:acme/site.git', 'AWS has to reach that address'],
    ['git@github.com-work:acme/site.git', '`github.com-work` is a name of your SSH configuration'],
    ['https://gitlab.com/acme/site.git', '`gitlab.com` is no server that runs GitHub workflows'],
  ])('tells who issues the token of a workflow, by the remote %s', async (url, expected) => {
    await world.write('work/.git/config', `[remote "origin"]\n\turl = ${url}\n`);
    await startInFolder();
    const hover = await hoverAt(
      'work/.github/workflows/deploy.yml',
      oidcWorkflow(ROLE).replace('configure-aws', 'configure|-aws'),
    );
    expect((hover?.contents as MarkupContent).value).toContain(expected);
  });

  it('says nothing of the issuer without a remote', async () => {
    await startInFolder();
    const marked = oidcWorkflow(ROLE).replace('configure-aws', 'configure|-aws');
    const hover = await hoverAt('work/.github/workflows/deploy.yml', marked);
    expect((hover?.contents as MarkupContent).value).not.toContain('issue');
  });

  it('knows the workflow that a job calls, as it is in the editor', async () => {
    await world.write(
      'work/.github/workflows/callee.yml',
      'on: workflow_call\njobs: {a: {steps: [{run: x}]}}\n',
    );
    await startInFolder();
    const path = 'work/.github/workflows/caller.yml';
    const caller = 'on: push\njobs:\n  call|er:\n    uses: ./.github/workflows/callee.yml\n';
    expect(((await hoverAt(path, caller))?.contents as MarkupContent).value).not.toContain('needs');
    await client.close(world.uri(path));
    await client.open(
      world.uri('work/.github/workflows/callee.yml'),
      'on: workflow_call\njobs:\n  a:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v6\n        with: {role-to-assume: "arn:aws:iam::123456789012:role/D", aws-region: eu-west-1}\n',
    );
    expect(((await hoverAt(path, caller))?.contents as MarkupContent).value).toContain(
      'so this job needs `id-token: write`',
    );
  });

  it('is offered for the files of which something is known, where the client can be told', async () => {
    const hover = { dynamicRegistration: true, contentFormat: ['markdown' as const] };
    await start({ capabilities: { textDocument: { hover } } });
    expect(client.initialized.capabilities.hoverProvider).toBeUndefined();
    await until('its registration', () =>
      client.registrations.some(({ method }) => method === 'textDocument/hover'),
    );
    const told = JSON.stringify(client.registrations.find(({ method }) => method === 'textDocument/hover'));
    expect(told).toContain('**/.github/workflows/');
    expect(told).toContain('**/.env');
    expect(told).toContain('**/.circleci/');
    expect(told).not.toMatch(/cloudformation|compose|"\*\*\/\*\.\{yml/u);
  });
});

describe('code lenses', () => {
  it('are for clients that have the command', async () => {
    await start();
    expect(client.initialized.capabilities.codeLensProvider).toBeUndefined();
  });

  it('say who a profile becomes and how long, and refresh it', async () => {
    await writeSession('2026-11-24T12:42:30Z');
    await start({ ...COMMANDS });
    const uri = world.uri('home/.aws/config');
    await client.open(uri, CONFIG);
    expect(await lensesOf(uri)).toMatchObject([
      {
        range: { start: { line: 2, character: 0 } },
        command: {
          title: 'Deploy in 123456789012 · 42 min left',
          command: 'keyless.refreshAssumedRole',
          arguments: ['deploy'],
        },
      },
    ]);
  });

  const SIGN_IN = [
    '[profile sso]',
    'sso_session = work',
    'sso_account_id = 123456789012',
    'sso_role_name = Admin',
    '[sso-session work]',
    'sso_start_url = https://x.awsapps.com/start',
    'sso_region = eu-west-1',
    '',
  ].join('\n');

  it('tell of sign-ins, and of the files in which other tools keep them', async () => {
    let refreshes = 0;
    await start({
      options: { commands: { refreshAssumedRole: true, signIn: true } },
    });
    client.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshes += 1;
      return null;
    });
    const uri = world.uri('home/.aws/config');
    await client.open(uri, SIGN_IN);
    const command = { command: 'keyless.signIn', arguments: ['sso'] };
    expect(await lensesOf(uri)).toMatchObject([
      { command: { ...command, title: 'Admin in 123456789012 · not signed in' } },
    ]);
    const token = await world.write(
      `home/.aws/sso/cache/${createHash('sha1').update('work').digest('hex')}.json`,
      JSON.stringify({ accessToken: SECRETS.sessionToken, expiresAt: '2026-11-24T13:30:00Z' }),
    );
    await client.watched(token, FileChangeType.Created);
    await until('a refresh by the file', () => refreshes === 1);
    expect(await lensesOf(uri)).toMatchObject([
      { command: { ...command, title: 'Admin in 123456789012 · signed in, 1 h 30 min left' } },
    ]);
    expect(client.received.join()).not.toContain(SECRETS.sessionToken);
  });

  it('only tell where the client has no command to sign in', async () => {
    await start({ ...COMMANDS });
    const uri = world.uri('home/.aws/config');
    await client.open(uri, SIGN_IN);
    expect(await lensesOf(uri)).toMatchObject([{ command: { command: '' } }]);
  });

  it('are asked for again when the minute is over, and when the cache changes', async () => {
    let refreshes = 0;
    const entry = await writeSession('2026-11-24T12:42:30Z');
    await start({ ...COMMANDS });
    client.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshes += 1;
      return null;
    });
    const uri = world.uri('home/.aws/config');
    await client.open(uri, CONFIG);
    await lensesOf(uri);
    world.timers.advance(30_000);
    await client.settled();
    expect(refreshes).toBe(0);
    world.timers.advance(1);
    await until('a refresh by the clock', () => refreshes === 1);
    await client.watched(entry, FileChangeType.Changed);
    await until('a refresh by the cache', () => refreshes === 2);
  });

  it('follow the cache outside of the workspace', async () => {
    await start({ ...COMMANDS });
    await until('registrations', () => client.registrations.length >= 2);
    expect(JSON.stringify(client.registrations)).toContain(
      JSON.stringify({ baseUri: world.uri('home/.aws/cli/cache'), pattern: '*.json' }),
    );
  });

  it('are asked for again when the folder of the cache has just been made', async () => {
    let refreshes = 0;
    await start({ ...COMMANDS });
    client.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshes += 1;
      return null;
    });
    await client.open(world.uri('home/.aws/config'), CONFIG);
    await client.watched(world.uri('home/.aws/cli'), FileChangeType.Created);
    await until('a refresh by the folder above', () => refreshes === 1);
    await client.watched(world.uri('home/.aws/cli/cache'), FileChangeType.Created);
    await until('a refresh by the folder itself', () => refreshes === 2);
  });

  it('can be turned off, and on again', async () => {
    let refreshes = 0;
    await start({ ...COMMANDS });
    client.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshes += 1;
      return null;
    });
    const uri = world.uri('home/.aws/config');
    await client.open(uri, CONFIG);
    client.settings = () => ({ codeLens: { enabled: false } });
    await client.configure();
    await until('a refresh', () => refreshes === 1);
    expect(await lensesOf(uri)).toEqual([]);
    client.settings = () => ({});
    await client.configure();
    expect(await lensesOf(uri)).toHaveLength(1);
  });

  it('survive what is no lens of ours', async () => {
    await start({ ...COMMANDS });
    const lens = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
    expect(await client.connection.sendRequest('codeLens/resolve', lens)).toEqual(lens);
  });
});

describe('inlay hints', () => {
  const TEXT = `[profile a]\naws_access_key_id = ASIAY34FZKBOKMUTVV7A\nduration_seconds = 5400\n`;
  const hintsOf = (uri: string): Promise<InlayHint[]> =>
    client.connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    });

  it('stand behind their values', async () => {
    await start();
    const uri = world.uri('home/.aws/config');
    await client.open(uri, TEXT);
    expect(await hintsOf(uri)).toEqual([
      { position: { line: 1, character: 40 }, label: 'account 609629065308', paddingLeft: true },
      { position: { line: 2, character: 23 }, label: '1 h 30 min', paddingLeft: true },
    ]);
  });

  it('are for clients that show them, and can be turned off', async () => {
    await start({
      settings: () => ({ inlayHints: { enabled: false } }),
    });
    const uri = world.uri('home/.aws/config');
    await client.open(uri, TEXT);
    expect(await hintsOf(uri)).toEqual([]);
    await client.shutdown();
    await start({ capabilities: PLAIN });
    expect(client.initialized.capabilities.inlayHintProvider).toBeUndefined();
  });
});
