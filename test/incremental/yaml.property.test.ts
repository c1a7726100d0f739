import {
  classify,
  createSourceText,
  noFacts,
  repositoryFileOf,
  type DocumentKind,
  type DocumentModel,
  type WorkspaceFacts,
  type YamlDocument,
} from '@keyless/core';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap } from 'yaml';
import { workflowText } from '../perf/samples/workflow.ts';
import { seededRandom } from '../perf/samples/random.ts';
import { startKeyed, startWorkflow, toldEdit, yamlEdit } from './arbitrary-yaml.ts';
import { newLinter } from './new-linter.ts';
import { plainResult } from './plain.ts';
import { plainYaml } from './plain-yaml.ts';

const URI = 'file:///w/.github/workflows/all.yml';

const CALLED = './.github/workflows/x.yml';

/** What is known of a repository in which a workflow is called that some of these texts are. */
const AROUND = [
  'on: workflow_call\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: { role-to-assume: r }\n',
  'on: workflow_call\njobs:\n  a:\n    permissions: { id-token: write }\n    runs-on: x\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: { role-to-assume: r }\n',
  'on: workflow_call\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n',
].map((text): WorkspaceFacts => {
  const model = newLinter().parse('file:///w/x.yml', 'github-workflow', createSourceText(text));
  const file = repositoryFileOf(CALLED, model);
  return { ...noFacts, called: new Map(file ? [[CALLED, file]] : []) };
});

/** A file that somebody edits: each version is parsed with what is known of the one before. */
function openFile(every: number, uri = URI, kind: DocumentKind = 'github-workflow') {
  const linter = newLinter();
  let model: DocumentModel | undefined;
  let version = 0;
  let renewed = 0;
  const known = new Set<unknown>();
  const see = (text: string, facts: WorkspaceFacts = noFacts): void => {
    model = linter.parse(uri, kind, createSourceText(text), model);
    const fresh = newLinter();
    const expected = fresh.parse(uri, kind, createSourceText(text));
    const result = plainResult(linter.lint(model, { facts }), every, version);
    expect(result).toEqual(plainResult(fresh.lint(expected, { facts }), every, version));
    expect(plainYaml(yamlOf(model))).toEqual(plainYaml(yamlOf(expected)));
    expect(plainFile(model)).toEqual(plainFile(expected));
    version += 1;
    // A part that was taken over as it was.
    const pairs = pairsOf(yamlOf(model));
    if (pairs.some((pair) => known.has(pair))) renewed += 1;
    for (const pair of pairs) known.add(pair);
  };
  return { see, renewed: () => renewed };
}

function yamlOf({ document }: DocumentModel): YamlDocument {
  if (document.format !== 'yaml') throw new TypeError('This is no YAML');
  return document;
}

/** What others know of it. */
function plainFile(model: DocumentModel): unknown {
  const { roles, uses, jobs } = repositoryFileOf(CALLED, model) ?? {};
  return { roles, uses, jobs };
}

function pairsOf({ trees }: YamlDocument): readonly unknown[] {
  const root = trees[0]?.contents;
  const pairs = isMap(root) ? root.items : [];
  const last = pairs.at(-1)?.value;
  return [...pairs, ...(isMap(last) ? last.items : [])];
}

/** The YAML files of all rules, with their kinds. */
async function yamlFixtures() {
  const root = join(import.meta.dirname, '../rules/fixtures');
  const names = await readdir(root, { recursive: true });
  return Promise.all(
    names
      .filter((name) => /\.ya?ml$/u.test(name))
      .map(async (name) => {
        // Below the rule, whether it is a valid one, and the case.
        const path = `/r/${name.split(sep).slice(3).join('/')}`;
        return { path, kind: classify(path), text: await readFile(join(root, name), 'utf8') };
      }),
  );
}

type Edit = (text: string) => string;

interface Step {
  readonly change: Edit;
  readonly isUndone: boolean;
  /** What is known of the repository by then. */
  readonly facts: WorkspaceFacts;
}

/** So many edits, one after the other. */
function stepsOf(
  length: number,
  change: fc.Arbitrary<Edit>,
  isUndone: fc.Arbitrary<boolean>,
  facts: fc.Arbitrary<WorkspaceFacts>,
): fc.Arbitrary<readonly Step[]> {
  return fc.array(fc.record({ change, isUndone, facts }), { minLength: length, maxLength: length });
}

/** True, but for one time in `times + 1`. */
function mostly(times: number): fc.Arbitrary<boolean> {
  return fc.nat(times).map((one) => one > 0);
}

/** Edits a file, and tells how many versions there were after the first. */
function typeIn(
  { see }: Pick<ReturnType<typeof openFile>, 'see'>,
  start: string,
  steps: readonly Step[],
): number {
  let text = start;
  let versions = 0;
  see(text);
  for (const { change, isUndone, facts } of steps) {
    const after = change(text);
    see(after, facts);
    if (isUndone) see(text, facts);
    else text = after;
    versions += isUndone ? 2 : 1;
  }
  return versions;
}

describe('a version of a workflow is like the same text read by a new process', () => {
  it('after each of 2,500 edits', { timeout: 600_000 }, () => {
    let count = 0;
    let renewed = 0;
    // What breaks a file is mostly undone, or there would soon be nothing left to take over.
    const steps = stepsOf(12, yamlEdit, mostly(3), fc.constant(noFacts));
    fc.assert(
      fc.property(startWorkflow, steps, (start, edits) => {
        const file = openFile(25);
        count += typeIn(file, start, edits);
        renewed += file.renewed();
      }),
      { numRuns: 125 },
    );
    expect(count).toBeGreaterThanOrEqual(2500);
    expect(renewed).toBeGreaterThanOrEqual(300);
  });

  it('in a repository whose other files change, too', { timeout: 600_000 }, () => {
    const steps = stepsOf(8, yamlEdit, mostly(2), fc.constantFrom(...AROUND, noFacts));
    const called = `jobs:\n  call:\n    uses: ${CALLED}\n  call-2:\n    uses: ${CALLED}\n    permissions: {}\n`;
    fc.assert(
      fc.property(startWorkflow, steps, (start, edits) => {
        typeIn(openFile(25), start.replace('jobs:\n', called), edits);
      }),
      { numRuns: 40 },
    );
  });

  it('whatever jobs tell of the whole workflow, with all that can be rewritten', { timeout: 600_000 }, () => {
    const change = fc.oneof({ weight: 4, arbitrary: toldEdit }, { weight: 1, arbitrary: yamlEdit });
    const seldom = mostly(2).map((isUndone) => !isUndone);
    fc.assert(
      fc.property(startKeyed, stepsOf(8, change, seldom, fc.constant(noFacts)), (start, edits) => {
        typeIn(openFile(4), start, edits);
      }),
      { numRuns: 40 },
    );
  });

  it('where a job tells something of the whole workflow', () => {
    const keys =
      '    env:\n      AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\n      AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}\n';
    const job = (name: string, rest: string): string =>
      `  ${name}:\n    runs-on: ubuntu-latest\n${rest}    steps:\n      - run: aws s3 ls\n`;
    const others = Array.from({ length: 8 }, (_, index) => job(`other-${index}`, ''));
    const textWith = (told: string): string =>
      `on: push\njobs:\n${job('deploy', keys)}${others.join('')}${job('last', told)}${job('end', '')}`;
    const file = openFile(1);
    file.see(textWith(''));
    file.see(textWith('    timeout-minutes: 5\n'));
    file.see(textWith("    if: env.AWS_ACCESS_KEY_ID != ''\n"));
    file.see(textWith('    timeout-minutes: 5\n'));
    file.see(textWith('    name: ${{ github.token }}\n'));
    file.see(textWith(keys));
    file.see(textWith(keys.replaceAll('secrets.', 'secrets.PROD_')));
    file.see(textWith('    env:\n      ROLE: ${{ vars.PROD_AWS_ROLE_ARN }}\n'));
    file.see(textWith(''));
    expect(file.renewed()).toBeGreaterThan(2);
  });

  it('in a large file', { timeout: 120_000 }, () => {
    const random = seededRandom(7);
    const file = openFile(40);
    let text = workflowText(1200);
    file.see(text);
    for (let count = 0; count < 40; count += 1) {
      const at = random(text.length);
      const added = ['x', '\n', '', '  y: z\n', '# ', ': '][random(6)] ?? '';
      file.see(`${text.slice(0, at)}${added}${text.slice(at + random(2))}`);
      // That is undone, and a command grows.
      const commands = [...text.matchAll(/make .*$/gmu)];
      const command = commands[random(commands.length)];
      const end = (command?.index ?? 0) + (command?.[0].length ?? 0);
      file.see((text = `${text.slice(0, end)} x${text.slice(end)}`));
    }
    expect(file.renewed()).toBeGreaterThan(40);
  });

  it('in files of every system', { timeout: 120_000 }, async () => {
    const kinds = new Map<DocumentKind, number>();
    for (const { path, kind, text } of await yamlFixtures()) {
      if (kind === undefined || kind === 'dotenv' || kind === 'aws-config' || kind === 'aws-credentials')
        continue;
      // Of each file anew, so that another fixture changes nothing for the others.
      const random = seededRandom(11);
      const file = openFile(1, `file://${path}`, kind);
      file.see(text);
      for (let count = 0; count < 3; count += 1) {
        const end = text.indexOf('\n', random(text.length));
        file.see(`${text.slice(0, end)}x${text.slice(end)}`);
        file.see(text);
      }
      kinds.set(kind, (kinds.get(kind) ?? 0) + file.renewed());
    }
    for (const kind of ['gitlab-ci', 'circleci', 'compose', 'cloudformation', 'kubernetes'] as const)
      expect([kind, (kinds.get(kind) ?? 0) > 0]).toEqual([kind, true]);
  });
});
