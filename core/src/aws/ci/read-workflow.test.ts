import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { readWorkflow } from './read-workflow.ts';
import type { Workflow, WorkflowJob, WorkflowStep } from './workflow.ts';

function read(text: string): Workflow | undefined {
  return readWorkflow(
    parseYaml('file:///w/.github/workflows/x.yml', 'github-workflow', createSourceText(text)),
  );
}

const FULL = `name: Deploy 😀
on: [push, pull_request]
permissions: read-all
env:
  A: 1
jobs:
  build-it: # the job
    runs-on: ubuntu-latest
    env: {B: 2}
    steps:
      - uses: Actions/Checkout@v4 # pinned
        with:
          ref: main
      - name: Run it
        if: github.ref == 'x'
        env:
          "C": '3'
        run: |
          aws s3 ls
          echo
      - uses: ./local
      - uses: docker://alpine:3
  call:
    uses: o/r/.github/workflows/x.yml@main
`;

describe('readWorkflow', () => {
  it.each([
    ['LF', FULL],
    ['CRLF', FULL.replaceAll('\n', '\r\n')],
    ['no final newline', FULL.trimEnd()],
    ['four spaces', FULL.replaceAll(/^ +/gmu, (indent) => indent + indent).replaceAll('- ', '-   ')],
  ])('reads a workflow with %s', (_, text) => {
    const workflow = read(text)!;
    expect([...workflow.triggers.keys()]).toEqual(['push', 'pull_request']);
    expect(workflow.reusable).toBe(false);
    expect(workflow.permissions?.form).toBe('read-all');
    expect(workflow.env?.entries.map(({ key }) => key)).toEqual(['A']);
    const [job, call] = workflow.jobs as [WorkflowJob, WorkflowJob];
    expect([job.id, call.id]).toEqual(['build-it', 'call']);
    expect(call).toMatchObject({ uses: 'o/r/.github/workflows/x.yml@main', steps: [] });
    expect(job.env).toMatchObject({ flow: true, shared: false });
    const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    expect(cut(job.idRange)).toBe('build-it');
    expect(cut(job.range)).toMatch(/^runs-on[\s\S]*docker:\/\/alpine:3$/u);
    const [checkout, run, local, image] = job.steps as [
      WorkflowStep,
      WorkflowStep,
      WorkflowStep,
      WorkflowStep,
    ];
    expect(checkout.uses).toMatchObject({ action: 'actions/checkout', ref: 'v4' });
    expect(cut(checkout.uses!.range)).toBe('Actions/Checkout@v4');
    expect(cut(checkout.range)).toMatch(/^- +uses[\s\S]*ref: main$/u);
    expect(checkout.inputs?.holder.key).toBe('with');
    expect(run).toMatchObject({
      index: 1,
      name: 'Run it',
      condition: "github.ref == 'x'",
      parallel: [],
      shared: false,
    });
    expect(run.env?.entries[0]).toMatchObject({ key: 'C', scalar: { text: '3' } });
    expect(run.run?.scalar?.text).toBe('aws s3 ls\necho\n');
    expect(cut(run.range)).toMatch(/^- +name: Run it[\s\S]*echo$/u);
    expect(local.uses).toMatchObject({ action: './local', ref: '' });
    expect(image.uses).toMatchObject({ action: 'docker://alpine:3', ref: '' });
    expect(
      new Set(job.steps.map((step) => text.lastIndexOf('\n', step.range.start) + 1 + step.dashColumn)),
    ).toEqual(new Set(job.steps.map((step) => step.range.start)));
  });

  it.each([
    ['push', ['push']],
    ['[push, workflow_call]', ['push', 'workflow_call']],
    ['\n  push:\n    branches: [main]\n  workflow_call:', ['push', 'workflow_call']],
    ['\n- push\n- release', ['push', 'release']],
  ])('reads the triggers %j', (on, expected) => {
    for (const key of ['on', '"on"', 'true', "'on'"]) {
      const workflow = read(`${key}: ${on}\njobs: {}\n`);
      expect([...workflow!.triggers.keys()]).toEqual(expected);
      expect(workflow!.reusable).toBe(expected.includes('workflow_call'));
    }
  });

  it.each([
    ['nothing', ''],
    ['a list', '- jobs'],
    ['a text', 'jobs'],
    ['no jobs', 'on: push\n'],
    ['jobs that are no map', 'jobs: [a]\n'],
    ['null jobs', 'jobs:\n'],
    ['too deep a text', '['.repeat(5000)],
  ])('takes %s for no workflow', (_, text) => expect(read(text)).toBeUndefined());

  it.each([
    ['null', ''],
    ['an expression', '${{ fromJSON(inputs.env) }}'],
    ['a list', '[A]'],
  ])('has no map for an env that is %s', (_, env) => {
    const workflow = read(`env: ${env}\njobs:\n  a:\n    env: ${env}\n    steps:\n      - env: ${env}\n`)!;
    expect(workflow.env).toBeUndefined();
    expect(workflow.jobs[0]?.env).toBeUndefined();
    expect(workflow.jobs[0]?.steps[0]?.env).toBeUndefined();
  });

  it('follows anchors of maps, steps and lists, and says so', () => {
    const workflow = read(
      'jobs:\n  a:\n    env: &e {A: 1}\n    steps: &s\n      - &c\n        uses: x/y@v1\n      - run: z\n  b:\n    env: *e\n    steps: *s\n  c:\n    steps:\n      - *c\n',
    )!;
    expect(workflow.jobs.map((job) => job.steps.length)).toEqual([2, 2, 1]);
    expect(workflow.jobs[1]?.env).toMatchObject({ shared: true, entries: [{ key: 'A' }] });
    expect(workflow.jobs[2]?.steps[0]).toMatchObject({ shared: true, uses: { action: 'x/y' } });
    expect(workflow.jobs[0]?.steps.map((step) => step.shared)).toEqual([true, true]);
  });

  it('reads the steps of a parallel list as steps of that step', () => {
    const [job] = read(
      'jobs:\n  a:\n    steps:\n      - run: x\n      - parallel:\n          - run: y\n          - run: z\n',
    )!.jobs;
    expect(job?.steps).toHaveLength(2);
    expect(job?.steps[1]?.parallel.map(({ index }) => index)).toEqual([0, 1]);
    expect(job?.steps[1]?.parallel[0]?.dashColumn).toBe(10);
  });

  it('masks a job id that is a key', () => {
    expect(read('jobs:\n  AKIAQYLPMN5HFIQR7XYA: {}\n')?.jobs[0]?.id).toBe('***');
  });

  it.each([
    ['steps in a circle', 'jobs:\n  a:\n    steps: &s\n      - parallel: *s\n'],
    ['jobs in a circle', 'jobs: &j\n  a: *j\n  steps: &s [*s, *j]\n'],
    [
      'many aliases of many steps',
      `x: &s\n${'  - run: a\n'.repeat(2000)}jobs:\n${Array.from({ length: 2000 }, (_, index) => `  j${index}: {steps: *s, env: *e}\n`).join('')}`,
    ],
    [
      'many aliases of a large map',
      `x: &e\n${Array.from({ length: 2000 }, (_, index) => `  A${index}: 1\n`).join('')}jobs:\n${Array.from({ length: 2000 }, (_, index) => `  j${index}: {env: *e}\n`).join('')}`,
    ],
  ])('survives %s', { timeout: 60_000 }, (_, text) => {
    const steps = read(text)!.jobs.flatMap((job) => job.steps);
    expect(steps.length).toBeLessThanOrEqual(10_000);
  });

  it('reads what it can of a file with mistakes', () => {
    expect(read('jobs:\n  a:\n    env:\n      A: "x\n    steps:\n      - run: y\n')?.jobs[0]?.id).toBe('a');
  });
});
