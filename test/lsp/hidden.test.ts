import { HIDDEN_NOTIFICATION } from '@keyless/server/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { VS_CODE } from './client.ts';
import { ENV } from './samples.ts';
import { client, start, useWorld, world } from './scene.ts';
import { until } from './until.ts';
import { linterWith } from './world.ts';

useWorld(() => ({ linter: linterWith() }));
beforeEach(() => start({ capabilities: VS_CODE }));

const hide = (uri: string) => client.connection.sendNotification(HIDDEN_NOTIFICATION, { uri });

describe('a document that is open and hidden', () => {
  it('has its diagnostics sent, until it is pulled again', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, ENV);
    expect(await client.codes(uri)).toContain('static-session-key');
    await hide(uri);
    await client.settled();
    world.timers.advance(200);
    const shown = await until('diagnostics', () => client.shown(uri));
    expect(shown.diagnostics.map((item) => item.code)).toContain('static-session-key');
    await client.pull(uri);
    await client.settled();
    expect(client.shown(uri)?.diagnostics ?? []).toEqual([]);
  });

  it('is told of changes', async () => {
    const uri = world.uri('work/.env');
    await client.open(uri, 'APP=shop\n');
    await client.pull(uri);
    await hide(uri);
    await client.change(uri, 2, [{ text: ENV }]);
    await client.settled();
    world.timers.advance(200);
    await until('diagnostics', () => (client.shown(uri)?.diagnostics.length ? true : undefined));
  });

  it('may be one that nobody has opened', async () => {
    await hide('nonsense');
    await client.connection.sendNotification(HIDDEN_NOTIFICATION, {});
    await client.settled();
    expect(client.logs.filter((line) => line.includes('failed'))).toEqual([]);
  });
});
