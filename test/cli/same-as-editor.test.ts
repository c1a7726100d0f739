import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { classify, isManifestText, createLinter, rules } from '@keyless/core';
import { parse } from 'dotenv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-protocol';
import type { TestClient } from '../lsp/client.ts';
import { startInMemory } from '../lsp/in-memory.ts';
import { createWorld, NOW, type World } from '../lsp/world.ts';
import { allCases } from '../rules/case.ts';
import { readReport, type Report, type ReportFinding } from './report-shape.ts';
import { runCli } from './run-cli.ts';
import { readSarif, type SarifLog, type SarifResult } from './sarif-shape.ts';

const SEVERITIES = ['error', 'warning', 'info', 'hint'];

/** Of YAML files without a name of their own, those that are manifests. */
function isJudged(path: string, text: string): boolean {
  return classify(`/${path}`) !== 'kubernetes' || isManifestText(text);
}

/** Every file of every fixture, on the disk where a person would have it, each case in a folder of its own. */
const files = allCases().flatMap((one, index) =>
  [...one.texts]
    .filter(([path, text]) => path !== '.gitignore' && isJudged(path, text))
    .map(([path, text]) => ({
      name: `${one.ruleId}/${one.name}/${path}`,
      path: `${index}/${classify(`/${path}`) ? path : `.aws/${path}`}`,
      text: one.options.bytes?.bom === true ? `\uFEFF${text}` : text,
    })),
);

let world: World;
let client: TestClient;
let report: Report;
let sarif: SarifLog;
beforeAll(async () => {
  world = await createWorld({
    linter: createLinter({ rules, clock: () => NOW, readers: { dotenv: (text) => parse(text) } }),
  });
  for (const { path, text } of files) {
    const place = world.path(`work/${path}`);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
  }
  const io = { cwd: world.path('work'), home: world.path('home'), clock: () => NOW };
  report = readReport((await runCli(['check', '--format=json'], io)).stdout);
  sarif = readSarif((await runCli(['check', '--format=sarif'], io)).stdout);
  client = await startInMemory(world.host, { folders: [world.folder] });
  await client.scanned();
}, 300_000);
afterAll(async () => {
  await client.shutdown();
  await world.dispose();
});

/** What a finding says and where, with its ends, in the words of the command line. */
interface Said {
  readonly ruleId: string;
  readonly severity: string | undefined;
  readonly place: readonly number[];
  readonly message: string;
  readonly related: readonly string[];
  readonly fingerprint: string;
}

function saidByCli(path: string): readonly Said[] {
  return report.findings
    .filter(({ file }) => file === path)
    .map(({ ruleId, severity, message, related, fingerprint, ...at }) => ({
      ruleId,
      severity,
      place: [at.line, at.column, at.endLine, at.endColumn],
      message,
      related: related.map((one) => (one as { readonly message: string }).message),
      fingerprint,
    }));
}

function saidByServer(path: string): readonly Said[] {
  const diagnostics = client.shown(world.uri(`work/${path}`))?.diagnostics ?? [];
  return diagnostics.map(
    ({ code, severity = 0, range: { start, end }, message, relatedInformation, data }) => ({
      ruleId: String(code),
      severity: SEVERITIES[severity - 1],
      place: [start.line + 1, start.character + 1, end.line + 1, end.character + 1],
      message: typeof message === 'string' ? message : message.value,
      related: (relatedInformation ?? []).map((one) => one.message),
      fingerprint: (data as { readonly fingerprint: string }).fingerprint,
    }),
  );
}

/** What the editor alone has: a comment that silences, a rule's page, several fixes as one. */
const EDITORS_OWN = /^Disable |^Rewrite (?:all )?\d+ .*pasted sessions of this file/u;

/** The quick fixes of a finding, resolved. */
async function actionsOf(path: string, finding: ReportFinding): Promise<readonly CodeAction[]> {
  const { line, column, endLine, endColumn, fingerprint } = finding;
  const range = {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
  const actions = await client.actions(world.uri(`work/${path}`), range, ['quickfix']);
  const own = actions.filter(
    ({ diagnostics = [], title, command, kind }) =>
      diagnostics.some(({ data }) => (data as { fingerprint: string }).fingerprint === fingerprint) &&
      !EDITORS_OWN.test(title) &&
      !(command && kind === 'quickfix' && command.command.endsWith('openRulePage')),
  );
  return Promise.all(own.map((action) => client.resolve(action)));
}

type Replacement = readonly [place: readonly number[], text: string];

/** What an action does to the file itself. */
function editsOf(action: CodeAction, uri: string): readonly Replacement[] {
  return (action.edit?.documentChanges ?? [])
    .filter((change): change is TextDocumentEdit => 'edits' in change && change.textDocument.uri === uri)
    .flatMap(({ edits }) =>
      edits.flatMap((edit) =>
        'newText' in edit
          ? [
              [
                [
                  edit.range.start.line + 1,
                  edit.range.start.character + 1,
                  edit.range.end.line + 1,
                  edit.range.end.character + 1,
                ],
                edit.newText,
              ] as const,
            ]
          : [],
      ),
    );
}

function replacementsOf(result: SarifResult, title: string): readonly Replacement[] | undefined {
  const uri = JSON.stringify(result.locations);
  const fix = result.fixes?.find(({ description }) => description.text === title);
  const change = fix?.artifactChanges.find(({ artifactLocation }) =>
    uri.includes(`"${artifactLocation.uri}"`),
  );
  return change?.replacements.map(({ deletedRegion: at, insertedContent }) => [
    [at['startLine'], at['startColumn'], at['endLine'], at['endColumn']].map(Number),
    insertedContent?.text ?? '',
  ]);
}

const sorted = <Item>(items: readonly Item[]): readonly Item[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

describe('the command line and the editor', () => {
  it('look at the same files, and find much in them', () => {
    expect(report.summary['files']).toBe(files.length);
    expect(report.findings.length).toBeGreaterThan(500);
    expect(report.findings.filter(({ fixes }) => fixes.length > 0).length).toBeGreaterThan(200);
  });

  it.each(files)('find the same in $name, and offer the same fixes', async ({ path, text }) => {
    const byCli = saidByCli(path);
    expect(sorted(saidByServer(path))).toEqual(sorted(byCli));
    const findings = report.findings.filter(({ file }) => file === path);
    if (findings.every(({ fixes }) => fixes.length === 0)) return;
    const uri = world.uri(`work/${path}`);
    // An editor takes the byte order mark off.
    await client.open(uri, text.replace(/^\uFEFF/u, ''));
    for (const finding of findings) {
      const actions = await actionsOf(path, finding);
      expect(sorted(actions.map(({ title }) => title))).toEqual(
        sorted([...new Set(finding.fixes.map(({ title }) => title))]),
      );
      const result = sarif.runs[0].results.find(
        ({ partialFingerprints, locations }) =>
          partialFingerprints['keyless/v1'] === finding.fingerprint &&
          JSON.stringify(locations).includes(`"${path.split('/').map(encodeURIComponent).join('/')}"`),
      );
      for (const action of actions) {
        const replacements = result && replacementsOf(result, action.title);
        if (replacements) expect(sorted(editsOf(action, uri))).toEqual(sorted(replacements));
      }
    }
    await client.close(uri);
  });
});
