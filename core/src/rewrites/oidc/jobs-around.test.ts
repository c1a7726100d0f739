import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import { jobsAround, type Excerpt } from './jobs-around.ts';

const JOB = (name: string): string => `  ${name}:
    runs-on: ubuntu-latest
    env: { A: "1", B: 'two' }
    steps:
      - run: |
          echo ${name}
          echo done
      - uses: actions/checkout@v4
        with:
          path: "a b"
`;
const NAMES = ['build', 'test', 'lint', 'pack', 'deploy'];
const WORKFLOW = `name: all
on: push
jobs:
${NAMES.map(JOB).join('\n')}
# Behind the jobs.
env:
  STAGE: dev
`;

function documentOf(text: string) {
  return parseYaml('file:///w/.github/workflows/a.yml', 'github-workflow', createSourceText(text));
}

interface Tree extends Record<string, unknown> {
  readonly jobs?: Record<string, unknown>;
}

/** The values that an excerpt tells are those that a parser reads in it. */
function expectValuesToBeRead(excerpt: Excerpt | undefined): void {
  expect(excerpt?.values()).toEqual(excerpt && read(excerpt.text));
}

/** What a parser makes of a text; `undefined` where it refuses it. */
function read(text: string): Tree | undefined {
  try {
    const tree: unknown = parse(text, { logLevel: 'silent' });
    return typeof tree === 'object' && tree !== null && !Array.isArray(tree) ? (tree as Tree) : undefined;
  } catch {
    return undefined;
  }
}

function insertAt(marker: string, newText: string): TextEdit {
  const start = WORKFLOW.indexOf(marker);
  return { start, end: start, newText };
}

describe('jobsAround', () => {
  it('leaves out the jobs that are not touched, and keeps the first line of the next one', () => {
    const excerpt = jobsAround(documentOf(WORKFLOW), [insertAt('echo test', 'set -e; ')]);
    const { test, lint, deploy, ...others } = read(excerpt?.text ?? '')?.jobs ?? {};
    expect([test, lint, deploy, others]).toEqual([expect.anything(), null, expect.anything(), {}]);
    expect(applyEdits(excerpt?.text ?? '', excerpt?.edits ?? [])).toContain('          set -e; echo test\n');
  });

  it.each([
    ['jobs in one line', 'on: push\njobs: { a: { runs-on: x }, b: { runs-on: y } }\n'],
    ['an anchor that another job may use', WORKFLOW.replace('name: all', 'name: &n all\nrun-name: *n')],
    ['no jobs', 'on: push\n'],
  ])('gives nothing for %s', (_what, text) => {
    expect(jobsAround(documentOf(text), [{ start: 0, end: 0, newText: '#\n' }])).toBeUndefined();
  });

  it.each([
    ['a tag', WORKFLOW.replace('runs-on: ubuntu', 'runs-on: !x ubuntu')],
    ['a directive', `%YAML 1.1\n---\n${WORKFLOW}`],
    ['a key that stands twice', WORKFLOW.replace('on: push', 'on: push\non: pull_request')],
    ['a mistake', `${WORKFLOW}"\n`],
  ])('leaves the values to a parser where there is %s', (_what, text) => {
    const at = text.indexOf('echo test');
    const excerpt = jobsAround(documentOf(text), [{ start: at, end: at, newText: 'x' }]);
    expect(excerpt).toBeDefined();
    expect(excerpt?.values()).toBeUndefined();
  });

  it('keeps the value of a job that stands in one line', () => {
    const text =
      'jobs:\n  a:\n    runs-on: x\n  b: { runs-on: y }\n  c:\n    runs-on: z\n  d:\n    runs-on: w\n';
    const at = text.indexOf('x\n');
    const excerpt = jobsAround(documentOf(text), [{ start: at, end: at, newText: 'v' }]);
    const jobs = { a: { 'runs-on': 'x' }, b: { 'runs-on': 'y' }, d: { 'runs-on': 'w' } };
    expect([excerpt?.values(), read(excerpt?.text ?? '')]).toEqual([{ jobs }, { jobs }]);
  });

  it('keeps the job before one that an edit may put elsewhere', () => {
    const place = WORKFLOW.indexOf('  deploy:') + 1;
    const excerpt = jobsAround(documentOf(WORKFLOW), [{ start: place, end: place, newText: '{' }]);
    expect(Object.keys(read(excerpt?.text ?? '')?.jobs ?? {})).toEqual(['pack', 'deploy']);
  });

  it('is read as the whole is, whatever is edited', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '\n',
      ' ',
      '  ',
      'x: y\n',
      '|',
      '>',
      '#',
      ':',
      '- ',
      '{',
      '}',
      '[',
      'z',
      '? ',
    );
    const edit = fc.record({
      start: fc.nat(WORKFLOW.length - 1),
      length: fc.constantFrom(0, 0, 0, 1, 3, 12, 60),
      newText: fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')),
    });
    let understood = 0;
    fc.assert(
      fc.property(edit, ({ start, length, newText }) => {
        const edits = [{ start, end: Math.min(WORKFLOW.length, start + length), newText }];
        const excerpt = jobsAround(documentOf(WORKFLOW), edits);
        const before = read(WORKFLOW);
        const part = excerpt && read(applyEdits(excerpt.text, excerpt.edits));
        const jobs = read(excerpt?.text ?? '')?.jobs ?? {};
        expectValuesToBeRead(excerpt);
        const kept = Object.keys(jobs);
        const whole = kept.filter((name) => jobs[name] !== null);
        // Jobs that are still there, behind each other: an edit of the plan never takes one away.
        if (!before || !part || !kept.every((name) => Object.hasOwn(part.jobs ?? {}, name))) return;
        understood += 1;
        const others = Object.entries(before.jobs ?? {}).filter(([name]) => !whole.includes(name));
        const expected = { ...part, jobs: { ...part.jobs, ...Object.fromEntries(others) } };
        expect(read(applyEdits(WORKFLOW, edits))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
    expect(understood).toBeGreaterThan(40);
  });
});
