import { FileChangeType } from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { client, startInFolder, useWorld, world } from './scene.ts';
import { until } from './until.ts';

/** A job is judged by the workflow or the action that it uses, wherever that changes. */
useWorld();

const CALLER = 'work/.github/workflows/caller.yml';
const CALLEE = 'work/.github/workflows/callee.yml';
const ACTION = 'work/actions/aws/action.yml';

const STEP = [
  '- uses: aws-actions/configure-aws-credentials@v6',
  '  with:',
  '    role-to-assume: arn:aws:iam::123456789012:role/Deploy',
  '    aws-region: eu-west-1',
];
const indented = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => ' '.repeat(by) + line);
const text = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

const callee = (steps: readonly string[], permissions: readonly string[] = []): string =>
  text(
    'on: workflow_call',
    'jobs:',
    '  deploy:',
    ...indented([...permissions, 'steps:'], 4),
    ...indented(steps, 6),
  );
const action = (steps: readonly string[]): string =>
  text('runs:', '  using: composite', '  steps:', ...indented(steps, 4));
const QUIET = ['- run: make'];
const NEEDS_TOKEN = callee(STEP);

const caller = (permissions: string): string =>
  text(
    'on: push',
    'jobs:',
    '  call:',
    `    permissions: ${permissions}`,
    '    uses: ./.github/workflows/callee.yml',
  );
const LACKING = caller('{contents: read}');
const GRANTING = caller('{contents: read, id-token: write}');
const USER = text(
  'on: push',
  'permissions: {contents: read}',
  'jobs:',
  '  use:',
  '    steps:',
  '      - uses: actions/checkout@v5',
  '      - uses: ./actions/aws',
);

/** The changes that were made take effect once the server has rested. */
async function rest(): Promise<void> {
  await client.settled();
  world.timers.advance(200);
  await client.settled();
}

/** What the Problems panel shows of a file that is not open. */
function shows(path: string, codes: readonly string[]): Promise<boolean> {
  return until(`${codes.join() || 'nothing'} in ${path}`, () => {
    world.timers.advance(200);
    const shown = client.shown(world.uri(path))?.diagnostics.map(({ code }) => code) ?? [];
    return JSON.stringify(shown) === JSON.stringify(codes);
  });
}

describe('an open caller', () => {
  it('is judged anew when what it calls changes on the disk', async () => {
    await world.write(CALLEE, callee(QUIET));
    await startInFolder();
    await client.open(world.uri(CALLER), LACKING);
    expect(await client.codes(world.uri(CALLER))).toEqual([]);
    const refreshes = client.counts.refreshes;
    await world.write(CALLEE, NEEDS_TOKEN);
    await client.watched(world.uri(CALLEE), FileChangeType.Changed);
    await rest();
    await until('a refresh', () => client.counts.refreshes > refreshes);
    expect(await client.codes(world.uri(CALLER))).toEqual(['missing-id-token']);
    await world.remove(CALLEE);
    await client.watched(world.uri(CALLEE), FileChangeType.Deleted);
    await rest();
    expect(await client.codes(world.uri(CALLER))).toEqual([]);
  });

  it('is judged anew when what it calls changes in the editor, and when that is closed unsaved', async () => {
    await world.write(CALLEE, callee(QUIET));
    await startInFolder();
    await client.open(world.uri(CALLER), LACKING);
    await client.open(world.uri(CALLEE), callee(QUIET));
    expect(await client.codes(world.uri(CALLER))).toEqual([]);
    const refreshes = client.counts.refreshes;
    await client.change(world.uri(CALLEE), 2, [{ text: NEEDS_TOKEN }]);
    await rest();
    await until('a refresh', () => client.counts.refreshes > refreshes);
    expect(await client.codes(world.uri(CALLER))).toEqual(['missing-id-token']);
    await client.close(world.uri(CALLEE));
    expect(await client.codes(world.uri(CALLER))).toEqual([]);
  });

  it('is judged anew when an action changes in the editor that it uses', async () => {
    await world.write(ACTION, action(QUIET));
    await startInFolder();
    await client.open(world.uri(CALLER), USER);
    await client.open(world.uri(ACTION), action(QUIET));
    expect(await client.codes(world.uri(CALLER))).toEqual([]);
    const refreshes = client.counts.refreshes;
    await client.change(world.uri(ACTION), 2, [{ text: action(STEP) }]);
    await rest();
    await until('a refresh', () => client.counts.refreshes > refreshes);
    expect(await client.codes(world.uri(CALLER))).toEqual(['missing-id-token']);
  });

  it('is told where the role is assumed, and loses the finding by its own change', async () => {
    await world.write(CALLEE, NEEDS_TOKEN);
    await startInFolder();
    await client.open(world.uri(CALLER), LACKING);
    const report = await client.pull(world.uri(CALLER));
    expect(report).toMatchObject({
      items: [
        {
          code: 'missing-id-token',
          relatedInformation: [{ location: { uri: world.uri(CALLEE), range: { start: { line: 4 } } } }],
        },
      ],
    });
    await client.change(world.uri(CALLER), 2, [{ text: GRANTING }]);
    expect(await client.codes(world.uri(CALLER))).toEqual([]);
  });
});

describe('a caller that is not open', () => {
  it('is judged anew when what it calls changes in the editor', async () => {
    await world.write(CALLER, LACKING);
    await world.write(CALLEE, callee(QUIET));
    await startInFolder();
    await client.scanned();
    await shows(CALLER, []);
    await client.open(world.uri(CALLEE), NEEDS_TOKEN);
    await client.settled();
    await shows(CALLER, ['missing-id-token']);
    await client.change(world.uri(CALLEE), 2, [{ text: callee(QUIET) }]);
    await client.settled();
    await shows(CALLER, []);
  });

  it('is judged anew when an action that it uses changes in the editor or on the disk', async () => {
    await world.write(CALLER, USER);
    await world.write(ACTION, action(QUIET));
    await startInFolder();
    await client.scanned();
    await client.open(world.uri(ACTION), action(STEP));
    await client.settled();
    await shows(CALLER, ['missing-id-token']);
    await client.close(world.uri(ACTION));
    await client.settled();
    await shows(CALLER, []);
    await world.write(ACTION, action(STEP));
    await client.watched(world.uri(ACTION), FileChangeType.Changed);
    await client.settled();
    await shows(CALLER, ['missing-id-token']);
  });

  it('is told that GitHub refuses its run, where the called job asks for the permission itself', async () => {
    await world.write(CALLER, LACKING);
    await world.write(CALLEE, callee(STEP, ['permissions: {id-token: write}']));
    await startInFolder();
    await shows(CALLER, ['missing-id-token']);
    const [finding] = client.shown(world.uri(CALLER))!.diagnostics;
    expect(finding?.message).toContain('so GitHub refuses the whole run at its start');
    // The callee is right as it is.
    await shows(CALLEE, []);
  });
});

describe('a called workflow', () => {
  it('with keys is judged anew by the roles of its caller', async () => {
    const keys = [
      '- uses: aws-actions/configure-aws-credentials@v6',
      '  with:',
      '    aws-access-key-id: ${{ secrets.ID }}',
      '    aws-secret-access-key: ${{ secrets.KEY }}',
      '    aws-region: eu-west-1',
    ];
    await world.write(CALLEE, callee(keys));
    await startInFolder();
    await client.open(world.uri(CALLEE), callee(keys));
    expect(await client.codes(world.uri(CALLEE))).toEqual(['ci-stored-keys']);
    const refreshes = client.counts.refreshes;
    await client.open(
      world.uri(CALLER),
      text('on: push', 'jobs:', '  a:', '    steps:', ...indented(STEP, 6)),
    );
    await rest();
    await until('a refresh', () => client.counts.refreshes > refreshes);
    expect(await client.codes(world.uri(CALLEE))).toEqual(['ci-stored-keys']);
  });
});
