import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeLens } from 'vscode-languageserver-protocol';
import { REDACTED_REQUEST } from '@keyless/server/protocol';
import { describe, expect, it } from 'vitest';
import { allCases, type RuleCase } from '../rules/case.ts';
import { secretsOf } from '../rules/secrets.ts';
import type { TestClient } from './client.ts';
import { startInMemory } from './in-memory.ts';
import { CONFIG, ENV, SECRETS, WORKFLOW } from './samples.ts';
import { createWorld, type World } from './world.ts';

const SAMPLES: Pick<RuleCase, 'texts' | 'homeTexts'> = {
  texts: new Map([
    ['.aws/config', CONFIG],
    ['.env', ENV],
    ['broken.env', `AWS_SESSION_TOKEN="${SECRETS.sessionToken}\nAWS_SECRET_ACCESS_KEY='${SECRETS.secretKey}`],
    ['.github/workflows/deploy.yml', WORKFLOW],
    [
      '.github/workflows/broken.yml',
      `on: push\njobs: {a: {env: {AWS_SECRET_ACCESS_KEY: "${SECRETS.secretKey}`,
    ],
    [
      'compose.yaml',
      `services:\n  a:\n    environment:\n      - AWS_SECRET_ACCESS_KEY=${SECRETS.secretKey}\n`,
    ],
    [
      'k8s.yaml',
      `apiVersion: v1\nkind: Secret\ndata: {AWS_ACCESS_KEY_ID: ${Buffer.from(SECRETS.sessionKeyId).toString('base64')}, AWS_SECRET_ACCESS_KEY: "${Buffer.from(SECRETS.secretKey).toString('base64')}`,
    ],
    // A key in the wrong place: names are shown, secrets that stand as names are not.
    [
      'odd/.aws/config',
      `[profile ${SECRETS.sessionKeyId}]\nrole_arn = ${SECRETS.secretKey}\nsource_profile = ${SECRETS.secretKey}\n${SECRETS.sessionToken}\n[profile b]\nsso_session = ${SECRETS.secretKey}\nsso_account_id = 123456789012\nsso_role_name = x\n`,
    ],
  ]),
  homeTexts: new Map([['home/.aws/credentials', CONFIG.replace('profile ', '')]]),
};

const CASES = [
  ['samples', SAMPLES] as const,
  ...allCases().map((one) => [`${one.ruleId}/${one.valid ? 'valid' : 'invalid'}/${one.name}`, one] as const),
];

/** A bare `config` or `credentials` is one of AWS's by its folder. */
function placeOf(path: string): string {
  const isBare = /^(?:config|credentials)$/u.test(basename(path)) && !dirname(path).endsWith('.aws');
  return join('work', isBare ? join(dirname(path), '.aws', basename(path)) : path);
}

/** Does with a file whatever an editor can: asks for everything, picks everything. */
async function exercise(client: TestClient, uri: string, text: string): Promise<void> {
  await client.open(uri, text);
  await client.pull(uri);
  const whole = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
  const offered = [
    ...(await client.actions(uri, whole)),
    ...(await client.actions(uri, whole, ['source.fixAll'])),
  ];
  for (const action of offered) if (action.data !== undefined) await client.resolve(action);
  await client.connection.sendRequest(REDACTED_REQUEST, { uri });
  await client.connection.sendRequest(REDACTED_REQUEST, { uri, range: whole });
  await askEverywhere(client, uri, text);
  await lookAround(client, uri, text);
}

/** Asks at both ends of each word, where the answers change. There is nothing to hide without a secret. */
async function askEverywhere({ connection }: TestClient, uri: string, text: string): Promise<void> {
  const textDocument = { uri };
  const whole = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
  await connection.sendRequest('textDocument/inlayHint', { textDocument, range: whole });
  const lenses: CodeLens[] = await connection.sendRequest('textDocument/codeLens', { textDocument });
  for (const lens of lenses) await connection.sendRequest('codeLens/resolve', lens);
  if (secretsOf(text).length === 0) return;
  for (const [line, content] of text.split(/\r\n|\r|\n/u).entries()) {
    const ends = [...content.matchAll(/[^\s=]+|$/gu)].flatMap(({ index, 0: word }) => [
      index,
      index + word.length,
    ]);
    for (const character of new Set(ends)) {
      const place = { textDocument, position: { line, character } };
      await connection.sendRequest('textDocument/completion', place);
      await connection.sendRequest('textDocument/hover', place);
    }
  }
}

/** Asks for what an editor asks for the whole document, and at each of its words. */
async function lookAround(client: TestClient, uri: string, text: string): Promise<void> {
  const options = { tabSize: 2, insertSpaces: true, insertFinalNewline: true };
  for (const method of ['documentSymbol', 'foldingRange', 'documentLink', 'semanticTokens/full']) {
    await client.ask(method, uri);
  }
  await client.ask('formatting', uri, { options });
  await client.connection.sendRequest('workspace/symbol', { query: '' });
  for (const position of wordsOf(text)) {
    for (const method of ['definition', 'documentHighlight']) await client.ask(method, uri, { position });
    await client.ask('references', uri, { position, context: { includeDeclaration: true } });
    await client.ask('selectionRange', uri, { positions: [position] });
    // Refusals are answers, too, and give their reasons.
    await client.ask('prepareRename', uri, { position }).catch(() => undefined);
    await client.ask('rename', uri, { position, newName: 'renamed' }).catch(() => undefined);
  }
}

/** Where words start; of a long text the first ones. */
function wordsOf(text: string): readonly { readonly line: number; readonly character: number }[] {
  const places = text
    .split(/\r\n|\r|\n/u)
    .flatMap((words, line) =>
      [...words.matchAll(/[\w-]+/gu)].map(({ index }) => ({ line, character: index })),
    );
  return places.slice(0, 60);
}

async function writeCase(world: World, one: Pick<RuleCase, 'texts' | 'homeTexts'>): Promise<void> {
  const files = [...[...one.texts].map(([path, text]) => [placeOf(path), text] as const), ...one.homeTexts];
  for (const [path, text] of files) {
    await mkdir(dirname(world.path(path)), { recursive: true });
    await writeFile(world.path(path), text);
  }
}

describe('nothing that the server sends holds a secret', () => {
  it('the samples hold some of each kind', () => {
    const found = [...SAMPLES.texts.values()].flatMap(secretsOf);
    for (const secret of Object.values(SECRETS)) expect(found).toContain(secret);
  });

  it.each(CASES)('%s', async (_name, one) => {
    const world = await createWorld();
    await writeCase(world, one);
    const client = await startInMemory(world.host, {
      folders: [world.folder],
      options: { commands: { selectRange: true, refreshAssumedRole: true } },
    });
    try {
      await client.scanned();
      for (const [path, text] of one.texts) {
        await exercise(client, pathToFileURL(world.path(placeOf(path))).href, text);
      }
      const secrets = [...one.texts.values(), ...one.homeTexts.values()].flatMap(secretsOf);
      const leaks = secrets.filter((secret) => client.received.some((message) => message.includes(secret)));
      // The secrets themselves stay out of the report of this test, too.
      expect(leaks.map((secret) => `${secret.slice(0, 4)}… of ${secret.length} characters`)).toEqual([]);
    } finally {
      await client.shutdown();
      await world.dispose();
    }
  });
});
