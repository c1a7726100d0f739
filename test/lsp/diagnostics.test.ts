import {
  CancellationTokenSource,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { PLAIN, VS_CODE } from './client.ts';
import { CONFIG, ENV, SECRETS, WORKFLOW } from './samples.ts';
import { client, start, useWorld, world } from './scene.ts';
import { profileRule, stepRule, throwingRule } from './test-rules.ts';
import { until } from './until.ts';
import { linterWith } from './world.ts';

useWorld(() => ({ linter: linterWith(stepRule, profileRule, throwingRule) }));

/** The items of a full answer. */
function itemsOf(report: DocumentDiagnosticReport): readonly Diagnostic[] {
  expect(report.kind).toBe('full');
  return report.kind === 'full' ? report.items : [];
}

/** Where a text stands in another, as the protocol counts. */
function rangeOf(text: string, part: string) {
  const before = text.slice(0, text.indexOf(part)).split(/\r\n|\r|\n/);
  const start = { line: before.length - 1, character: before.at(-1)!.length };
  return { start, end: { ...start, character: start.character + part.length } };
}

/** An offset at which a client can edit: not within CRLF, nor within a character of two units. */
function whereCharactersEnd(text: string, offset: number): number {
  return /\r\n$|[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, offset - 1), offset + 1))
    ? offset + 1
    : offset;
}

function positionOf(text: string, offset: number) {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}

describe('pulled diagnostics', () => {
  beforeEach(async () => {
    await start();
  });

  it('are announced with the position encoding', () => {
    expect(client.initialized.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      diagnosticProvider: { identifier: 'keyless', interFileDependencies: true, workspaceDiagnostics: false },
    });
  });

  it('tell the rule, its page, the severity and the exact place', async () => {
    const uri = world.uri('home/.aws/config');
    await client.open(uri, CONFIG);
    const items = itemsOf(await client.pull(uri));
    const found = items.find((item) => item.code === 'static-session-key')!;
    expect(found).toMatchObject({
      source: 'keyless',
      severity: 1,
      range: rangeOf(CONFIG, SECRETS.sessionKeyId),
      codeDescription: { href: expect.stringMatching(/\/docs\/rules\/static-session-key\.md$/) as string },
    });
    expect(Object.keys(found.data as object)).toEqual(['fingerprint']);
  });

  it('tell tags and related places', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, 'STEP_1=one\n');
    const [item] = itemsOf(await client.pull(uri));
    expect(item).toMatchObject({
      code: 'test-step',
      tags: [2],
      relatedInformation: [
        { message: 'Its value', location: { uri, range: rangeOf('STEP_1=one\n', 'one') } },
      ],
    });
  });

  it.each([
    ['home/.aws/config', CONFIG, 'static-session-key'],
    ['home/.aws/credentials', CONFIG.replace('profile ', ''), 'static-session-key'],
    ['work/.env', ENV, 'static-session-key'],
    ['work/.github/workflows/deploy.yml', WORKFLOW, 'static-long-term-key'],
  ])('are there for %s', async (path, text, code) => {
    await client.open(world.uri(path), text);
    expect(await client.codes(world.uri(path))).toContain(code);
  });

  it('are none for files that are not ours, not open, or no files', async () => {
    await client.open(world.uri('work/readme.md'), ENV);
    for (const uri of [world.uri('work/readme.md'), world.uri('work/.env'), 'untitled:x', 'nonsense']) {
      expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
    }
  });

  it.each([
    ['untitled:Untitled-1', CONFIG],
    ['file:///somewhere/team.ini', CONFIG],
    ['file:///somewhere/team-credentials', CONFIG.replace('profile ', '')],
  ])('are there for %s where a person chose the language', async (uri, text) => {
    await client.open(uri, text, 'aws-config');
    expect(await client.codes(uri)).toContain('static-session-key');
  });

  it('answer “unchanged” as long as nothing has changed', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    const first = await client.pull(uri);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, 2, [{ text: 'APP=shop\n' }]);
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: [] });
    expect(second.resultId).not.toBe(first.resultId);
  });

  it('do not take another opening for the same version', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, 'APP=shop\n');
    const { resultId } = await client.pull(uri);
    await client.close(uri);
    await client.open(uri, ENV);
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'full' });
    expect(await client.codes(uri)).toContain('static-session-key');
  });

  it('follow incremental edits over emoji and CRLF', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, 'A=1 # 🔑\r\nSTEP=x\r\n');
    await client.change(uri, 2, [{ range: rangeOf('A=1 # 🔑', '🔑'), text: '🔑🔑' }]);
    await client.change(uri, 3, [
      { range: { start: { line: 1, character: 4 }, end: { line: 1, character: 4 } }, text: '_1' },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# 👩‍💻\r\n' },
    ]);
    const [item] = itemsOf(await client.pull(uri));
    expect(item).toMatchObject({
      code: 'test-step',
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } },
    });
  });

  it('are the same after any edits as for the text that comes of them', async () => {
    const piece = fc.constantFrom('STEP_1=x', 'STEP_2=🔑', '\r\n', '\n', '\r', '🔑', '# é', ' ', 'A');
    const pieces = fc.array(piece, { maxLength: 12 }).map((all) => all.join(''));
    const edit = fc.record({ from: fc.nat(), length: fc.nat(20), text: pieces });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(pieces, fc.array(edit, { maxLength: 6 }), async (start, edits) => {
        run += 1;
        const edited = world.uri(`work/${run}/edited.env`);
        const whole = world.uri(`work/${run}/whole.env`);
        await client.open(edited, start);
        let text = start;
        for (const [index, { from, length, text: inserted }] of edits.entries()) {
          const first = whereCharactersEnd(text, from % (text.length + 1));
          const last = whereCharactersEnd(text, Math.min(text.length, first + length));
          const range = { start: positionOf(text, first), end: positionOf(text, last) };
          await client.change(edited, index + 2, [{ range, text: inserted }]);
          text = text.slice(0, first) + inserted + text.slice(last);
        }
        await client.open(whole, text);
        const withoutUris = (report: DocumentDiagnosticReport): string =>
          JSON.stringify(itemsOf(report)).replaceAll(/file:[^"]*/g, '');
        expect(withoutUris(await client.pull(edited))).toBe(withoutUris(await client.pull(whole)));
      }),
      { numRuns: 60 },
    );
  });

  it('count the byte order mark that a client left in its text', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, '\uFEFFSTEP_1=x\nSTEP_2=y\n');
    const items = itemsOf(await client.pull(uri));
    expect(items.map((item) => item.range.start)).toEqual([
      { line: 0, character: 1 },
      { line: 1, character: 0 },
    ]);
    expect(items[0]?.relatedInformation?.[0]?.location.range.start).toEqual({ line: 0, character: 8 });
  });

  it('leave out what is too large, say so, and come back when it has shrunk', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, `${ENV}# ${'é'.repeat(600_000)}\n`);
    expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
    const skipped = await client.connection.sendRequest('keyless/skippedFiles', {});
    expect(skipped).toEqual([{ uri, reason: 'its size is over the limit of 1 MiB' }]);
    expect(client.logs.join()).toContain('Skipped');
    await until('the status', () => client.statuses.at(-1)?.skipped === 1);
    await client.change(uri, 2, [{ text: ENV }]);
    expect(await client.codes(uri)).toContain('static-session-key');
    expect(await client.connection.sendRequest('keyless/skippedFiles', {})).toEqual([]);
  });

  it('of a cancelled request are not waited for', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    expect(await client.codes(uri)).toContain('static-session-key');
  });

  it('survive a rule that throws, and tell it once a version without the text', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, `THROW=1\nSTEP_1=x\nTOKEN=${SECRETS.secretKey}\n`);
    expect(await client.codes(uri)).toEqual(['test-step']);
    await client.configure();
    expect(await client.codes(uri)).toEqual(['test-step']);
    const told = client.logs.filter((line) => line.includes('test-throw'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^Rule test-throw failed: Error at .*test-rules\.ts:\d+/);
    expect(client.received.join()).not.toContain(SECRETS.secretKey);
  });
});

describe('a broken engine', () => {
  it('costs the answer and nothing else', async () => {
    const linter = linterWith();
    let isBroken = true;
    const lint: typeof linter.lint = (model, options) => {
      if (isBroken) throw new Error(model.document.source.text);
      return linter.lint(model, options);
    };
    await start({}, { ...world.host, linter: { ...linter, lint } });
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
    expect(await client.actions(uri, rangeOf(ENV, SECRETS.sessionKeyId))).toEqual([]);
    expect(client.logs.join('\n')).toMatch(/Diagnostics failed: Error at .*\nCode actions failed: Error at /);
    expect(client.received.join()).not.toContain(SECRETS.secretKey);
    isBroken = false;
    expect(await client.codes(uri)).toContain('static-session-key');
  });
});

describe('pushed diagnostics', () => {
  it('come when nothing is typed, for the version that is open then', async () => {
    await start({ capabilities: PLAIN });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    const uri = world.uri('work/.env');
    await client.open(uri, 'APP=shop\n');
    await client.settled();
    await client.change(uri, 2, [{ text: ENV }]);
    await client.settled();
    expect(client.published).toEqual([]);
    world.timers.advance(0);
    const shown = await until('diagnostics', () => client.shown(uri));
    expect(shown.version).toBe(2);
    expect(shown.diagnostics.map((item) => item.code)).toContain('static-session-key');
    expect(client.published).toHaveLength(1);
  });

  it('leave out what a plain client does not understand', async () => {
    await start({ capabilities: PLAIN });
    const uri = world.uri('work/.env');
    await client.open(uri, 'STEP_1=x\n');
    await client.settled();
    world.timers.advance(200);
    const [item] = (await until('diagnostics', () => client.shown(uri))).diagnostics;
    expect(Object.keys(item!).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  });

  it('of a version that was left behind meanwhile are dropped', async () => {
    let answer: (settings: null) => void = () => undefined;
    const answered = new Promise<null>((resolve) => (answer = resolve));
    await start({
      capabilities: { ...PLAIN, workspace: { configuration: true } },
      settings: () => answered,
    });
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    await client.settled();
    world.timers.advance(200);
    await until('the question for settings', () => client.counts.configurations > 0);
    await client.change(uri, 2, [{ text: 'STEP_1=x\n' }]);
    await client.settled();
    answer(null);
    await client.settled();
    expect(client.published).toEqual([]);
    world.timers.advance(200);
    const shown = await until('diagnostics', () => client.shown(uri));
    expect(shown).toMatchObject({ version: 2, diagnostics: [{ code: 'test-step' }] });
    expect(client.published).toHaveLength(1);
  });

  it('go when their document is closed', async () => {
    await start({ capabilities: PLAIN });
    const uri = world.uri('elsewhere/.env');
    await client.open(uri, ENV);
    await client.settled();
    world.timers.advance(200);
    await until('diagnostics', () => client.shown(uri));
    await client.close(uri);
    await until('no diagnostics', () => client.shown(uri)?.diagnostics.length === 0);
  });

  it('go when their document becomes too large', async () => {
    await start({ capabilities: PLAIN });
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    await client.settled();
    world.timers.advance(200);
    await until('diagnostics', () => client.shown(uri));
    await client.change(uri, 2, [{ text: ENV + ' '.repeat(2 ** 21) }]);
    await until('no diagnostics', () => client.shown(uri)?.diagnostics.length === 0);
  });

  it('serve a client that can pull until it does', async () => {
    await start();
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    await client.settled();
    world.timers.advance(200);
    await until('diagnostics', () => (client.shown(uri)?.diagnostics.length ?? 0) > 0);
    expect(await client.codes(uri)).toContain('static-session-key');
    await until('what was pushed to go', () => client.shown(uri)?.diagnostics.length === 0);
    const before = client.published.length;
    await client.change(uri, 2, [{ text: `${ENV}\n` }]);
    await client.settled();
    world.timers.advance(1000);
    await client.codes(uri);
    expect(client.published).toHaveLength(before);
  });
});

describe('settings', () => {
  const uri = (): string => world.uri('work/.env');

  it('are asked for once a folder, and anew after a change', async () => {
    let level = 'off';
    await start({
      folders: [world.folder],
      settings: () => ({ rules: { 'test-step': level }, workspaceScan: false }),
    });
    await client.open(uri(), 'STEP_1=x\n');
    const first = await client.pull(uri());
    expect(first).toMatchObject({ kind: 'full', items: [] });
    await client.open(world.uri('work/other.env'), 'STEP_1=x\n');
    await client.pull(world.uri('work/other.env'));
    expect(client.counts.configurations).toBe(1);
    level = 'error';
    await client.configure();
    await until('a refresh', () => client.counts.refreshes === 1);
    expect(itemsOf(await client.pull(uri(), first.resultId))).toMatchObject([
      { code: 'test-step', severity: 1 },
    ]);
  });

  it('that change while an answer is under way are followed by a refresh', async () => {
    let answer: (settings: unknown) => void = () => undefined;
    const first = new Promise((resolve) => (answer = resolve));
    const answers = [first];
    await start({ settings: () => answers.shift() ?? { rules: { 'test-step': 'off' } } });
    await client.open(uri(), 'STEP_1=x\n');
    const pulled = client.pull(uri());
    await until('the settings to be asked for', () => answers.length === 0);
    await client.configure();
    await client.settled();
    answer(null);
    await pulled;
    await until('a refresh', () => client.counts.refreshes === 1);
    expect(itemsOf(await client.pull(uri()))).toEqual([]);
  });

  it('that stay what they were leave answers unchanged', async () => {
    await start({ settings: () => ({ rules: { 'test-step': 'hint' } }) });
    await client.open(uri(), 'STEP_1=x\n');
    const { resultId } = await client.pull(uri());
    await client.configure();
    expect(await client.pull(uri(), resultId)).toMatchObject({ kind: 'unchanged' });
  });

  it('come with the start and with each change where the client cannot be asked', async () => {
    await start({
      capabilities: PLAIN,
      options: { settings: { rules: { 'test-step': 'off' } } },
    });
    await client.open(uri(), 'STEP_1=x\n');
    await client.settled();
    world.timers.advance(200);
    await until('no diagnostics', () => client.shown(uri())?.diagnostics.length === 0);
    await client.configure({ keyless: { rules: { 'test-step': 'info' } } });
    await client.settled();
    world.timers.advance(200);
    await until('diagnostics', () => client.shown(uri())?.diagnostics[0]?.severity === 3);
  });

  it('that are wrong are told once and not repeated', async () => {
    await start({ settings: () => ({ oidc: { region: SECRETS.secretKey } }) });
    await client.open(uri(), 'STEP_1=x\n');
    expect(await client.codes(uri())).toEqual(['test-step']);
    await client.open('untitled:config', CONFIG, 'aws-config');
    await client.pull('untitled:config');
    expect(client.logs.filter((line) => line.includes('keyless.oidc.region'))).toHaveLength(1);
    expect(client.received.join()).not.toContain(SECRETS.secretKey);
  });

  it('that the client cannot give are the defaults', async () => {
    await start({
      settings: () => {
        throw new Error('no');
      },
    });
    await client.open(uri(), 'STEP_1=x\n');
    expect(await client.codes(uri())).toEqual(['test-step']);
  });

  it('are followed where the client offers it', async () => {
    await start({ capabilities: VS_CODE });
    await until('registrations', () => client.registrations.length >= 2);
    expect(client.registrations).toContainEqual(
      expect.objectContaining({
        method: 'workspace/didChangeConfiguration',
        registerOptions: { section: 'keyless' },
      }),
    );
  });
});
