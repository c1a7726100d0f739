import { FileChangeType } from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { PLAIN, VS_CODE } from './client.ts';
import { oidcWorkflow } from './samples.ts';
import { client, start, useWorld, world } from './scene.ts';
import { profileRule, rolesRule } from './test-rules.ts';
import { until } from './until.ts';
import { linterWith } from './world.ts';

useWorld(() => ({ linter: linterWith(profileRule, rolesRule) }));

const ENV = 'AWS_PROFILE=dev\n';
const DEV = '[profile dev]\nregion = eu-central-1\n';

describe('the user’s own files', () => {
  it('are read from the disk, and the place they are in is told', async () => {
    await world.write('home/.aws/config', '# 🔑\n[profile prod]\n');
    await start();
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    const report = await client.pull(uri);
    expect(report).toMatchObject({
      items: [
        {
          code: 'test-profile',
          relatedInformation: [
            { location: { uri: world.uri('home/.aws/config'), range: { start: { line: 1, character: 0 } } } },
          ],
        },
      ],
    });
  });

  it('count as they are in the editor', async () => {
    await world.write('home/.aws/config', '[profile prod]\n');
    await start();
    const uri = world.uri('work/.env');
    await client.open(world.uri('home/.aws/config'), DEV);
    await client.open(uri, ENV);
    expect(await client.codes(uri)).toEqual([]);
    await client.close(world.uri('home/.aws/config'));
    expect(await client.codes(uri)).toEqual(['test-profile']);
  });

  it('judge others anew when they change in the editor', async () => {
    await start();
    const uri = world.uri('work/.env');
    const config = world.uri('home/.aws/config');
    await client.open(config, DEV);
    await client.open(uri, ENV);
    const { resultId } = await client.pull(uri);
    await client.change(config, 2, [{ text: '[profile prod]\n' }]);
    await client.settled();
    world.timers.advance(200);
    await until('a refresh', () => client.counts.refreshes === 1);
    expect(await client.pull(uri, resultId)).toMatchObject({
      kind: 'full',
      items: [{ code: 'test-profile' }],
    });
  });

  it('judge others anew once a change', async () => {
    await start();
    const config = world.uri('home/.aws/config');
    await client.open(config, DEV);
    await client.open(world.uri('work/.env'), ENV);
    await client.pull(world.uri('work/.env'));
    for (const [version, text] of [
      [2, '\n'],
      [3, '# nothing\n'],
      [4, '[profile prod]\n'],
    ] as const) {
      await client.change(config, version, [{ text }]);
      await client.settled();
      world.timers.advance(200);
      await until('a refresh', () => version === 3 || client.counts.refreshes === version / 2);
      await client.pull(world.uri('work/.env'));
    }
    expect(client.counts.refreshes).toBe(2);
  });

  it('do not when nobody else can see the difference', async () => {
    await start();
    const uri = world.uri('work/.env');
    const config = world.uri('home/.aws/config');
    await client.open(config, `# one\n${DEV}`);
    await client.open(uri, ENV);
    const { resultId } = await client.pull(uri);
    await client.change(config, 2, [{ text: `# another one\n${DEV}` }]);
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'unchanged' });
    await client.settled();
    world.timers.advance(200);
    await client.settled();
    // The refresh for this one is the first.
    await client.change(config, 3, [{ text: DEV }]);
    await client.settled();
    world.timers.advance(200);
    await until('a refresh', () => client.counts.refreshes > 0);
    await client.pull(uri);
    expect(client.counts.refreshes).toBe(1);
  });

  it('do not when they are written again, however many other files were read meanwhile', async () => {
    const names = Array.from({ length: 12 }, (_empty, index) => `${index}`);
    await world.write('home/.aws/config', `# one\n${DEV}`);
    for (const name of names) await world.write(`work/.github/workflows/${name}.yml`, oidcWorkflow(name));
    await start();
    const uri = world.uri('work/.github/workflows/open.yml');
    await client.open(uri, oidcWorkflow('open'));
    const { resultId } = await client.pull(uri);
    await world.write('home/.aws/config', `# another one\n${DEV}`);
    await client.watched(world.uri('home/.aws/config'), FileChangeType.Changed);
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'unchanged' });
  });

  it('judge others anew when they change on the disk', async () => {
    await world.write('home/.aws/config', '[profile prod]\n');
    await start();
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    const { resultId } = await client.pull(uri);
    await world.write('home/.aws/config', DEV);
    await client.watched(world.uri('home/.aws/config'), FileChangeType.Changed);
    await client.settled();
    world.timers.advance(200);
    await until('a refresh', () => client.counts.refreshes === 1);
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  it('that nobody watches are looked at again after a second', async () => {
    await world.write('home/.aws/config', '[profile prod]\n');
    await start();
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    expect(await client.codes(uri)).toEqual(['test-profile']);
    await world.write('home/.aws/config', DEV);
    world.timers.advance(1000);
    expect(await client.codes(uri)).toEqual([]);
  });

  it('reach clients that wait for diagnostics', async () => {
    await start({ capabilities: PLAIN });
    const uri = world.uri('work/.env');
    await client.open(world.uri('home/.aws/config'), DEV);
    await client.open(uri, ENV);
    await client.settled();
    world.timers.advance(200);
    await until('no diagnostics', () => client.shown(uri)?.diagnostics.length === 0);
    await client.change(world.uri('home/.aws/config'), 2, [{ text: '' }]);
    await client.settled();
    world.timers.advance(200);
    await until('diagnostics', () => {
      world.timers.advance(200);
      return client.shown(uri)?.diagnostics.length === 1;
    });
  });

  it('are watched outside of the workspace where the client can', async () => {
    await start();
    await until('registrations', () => client.registrations.length >= 2);
    const registration = client.registrations.find(({ method }) => method.endsWith('didChangeWatchedFiles'))!;
    const { watchers } = registration.registerOptions as { watchers: { globPattern: unknown }[] };
    expect(watchers).toContainEqual({
      globPattern: { baseUri: world.uri('home/.aws'), pattern: 'credentials' },
    });
    expect(watchers.some(({ globPattern }) => typeof globPattern === 'string')).toBe(true);
  });

  it('are not where it cannot', async () => {
    const workspace = { ...VS_CODE.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
    await start({ capabilities: { ...VS_CODE, workspace } });
    await until('registrations', () => client.registrations.length >= 2);
    expect(JSON.stringify(client.registrations)).not.toContain('baseUri');
  });
});

describe('the roles of other workflows', () => {
  const rolesOf = async (uri: string): Promise<unknown> => {
    const report = await client.pull(uri);
    return report.kind === 'full'
      ? report.items.find((item) => item.code === 'test-roles')?.message
      : undefined;
  };
  const ROLE = 'arn:aws:iam::123456789012:role/deploy';

  it('come from the disk and from the editor, the most frequent first, its own left out', async () => {
    await world.write('work/.github/workflows/a.yml', oidcWorkflow(`${ROLE}-a`));
    await world.write('work/.github/workflows/b.yml', oidcWorkflow(`${ROLE}-b`));
    await world.write('work/.github/workflows/c.yml', oidcWorkflow(`${ROLE}-a`));
    await start();
    await client.open(world.uri('work/.github/workflows/c.yml'), oidcWorkflow(`${ROLE}-b`));
    const uri = world.uri('work/.github/workflows/d.yml');
    await client.open(uri, oidcWorkflow(`${ROLE}-own`));
    expect(await rolesOf(uri)).toBe(`Roles: ${ROLE}-b and ${ROLE}-a`);
  });

  it('judge the others anew when they change', async () => {
    await world.write('work/.github/workflows/a.yml', oidcWorkflow(ROLE));
    await start();
    const uri = world.uri('work/.github/workflows/d.yml');
    await client.open(uri, 'on: push\n');
    expect(await rolesOf(uri)).toBe(`Roles: ${ROLE}`);
    await client.open(world.uri('work/.github/workflows/a.yml'), oidcWorkflow(`${ROLE}-2`));
    await client.settled();
    world.timers.advance(200);
    await until('a refresh', () => client.counts.refreshes === 1);
    expect(await rolesOf(uri)).toBe(`Roles: ${ROLE}-2`);
  });
});
