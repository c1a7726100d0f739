import {
  createLinter,
  createSourceText,
  rules,
  type DocumentModel,
  type Linter,
  type YamlDocument,
} from '@keyless/core';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap } from 'yaml';
import { workflowText } from '../perf/samples/workflow.ts';
import { seededRandom } from '../perf/samples/random.ts';
import { startWorkflow, yamlEdit } from './arbitrary-yaml.ts';
import { plainResult } from './plain.ts';
import { plainYaml } from './plain-yaml.ts';

const URI = 'file:///work/.github/workflows/all.yml';

function newLinter(): Linter {
  return createLinter({
    rules,
    clock: () => new Date('2026-11-24T12:00:00Z'),
    readers: { dotenv: (text) => parse(text) },
  });
}

/** A workflow that somebody edits: each version is parsed with what is known of the one before. */
function openFile(every: number) {
  const linter = newLinter();
  let model: DocumentModel | undefined;
  let version = 0;
  let renewed = 0;
  const see = (text: string): void => {
    const before = model && yamlOf(model);
    model = linter.parse(URI, 'github-workflow', createSourceText(text), model);
    const fresh = newLinter();
    const expected = fresh.parse(URI, 'github-workflow', createSourceText(text));
    const result = plainResult(linter.lint(model), every, version);
    expect(result).toEqual(plainResult(fresh.lint(expected), every, version));
    expect(plainYaml(yamlOf(model))).toEqual(plainYaml(yamlOf(expected)));
    version += 1;
    if (before && sharesNodes(before, yamlOf(model))) renewed += 1;
  };
  return { see, renewed: () => renewed };
}

function yamlOf({ document }: DocumentModel): YamlDocument {
  if (document.format !== 'yaml') throw new TypeError('This is no YAML');
  return document;
}

/** Whether a part of a document was taken over as it was. */
function sharesNodes(before: YamlDocument, after: YamlDocument): boolean {
  const known = new Set(pairsOf(before));
  return pairsOf(after).some((pair) => known.has(pair));
}

function pairsOf({ trees }: YamlDocument): readonly unknown[] {
  const root = trees[0]?.contents;
  const pairs = isMap(root) ? root.items : [];
  const last = pairs.at(-1)?.value;
  return [...pairs, ...(isMap(last) ? last.items : [])];
}

describe('a version of a workflow is like the same text read by a new process', () => {
  it('after each of 10,000 edits', { timeout: 600_000 }, () => {
    let count = 0;
    let renewed = 0;
    // What breaks a file is mostly undone, or there would soon be nothing left to take over.
    const step = fc.tuple(yamlEdit, fc.nat(3));
    fc.assert(
      fc.property(startWorkflow, fc.array(step, { minLength: 12, maxLength: 12 }), (start, steps) => {
        const file = openFile(25);
        let text = start;
        file.see(text);
        for (const [change, stays] of steps) {
          const after = change(text);
          file.see(after);
          if (stays > 0) file.see(text);
          else text = after;
          count += stays > 0 ? 2 : 1;
        }
        renewed += file.renewed();
      }),
      { numRuns: 500 },
    );
    expect(count).toBeGreaterThanOrEqual(10_000);
    expect(renewed).toBeGreaterThanOrEqual(1500);
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
      file.see((text = `${text.slice(0, at)}x${text.slice(at)}`.replace('jobs:x', 'jobs:')));
    }
    expect(file.renewed()).toBeGreaterThan(10);
  });
});
