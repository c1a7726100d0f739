import type { DocumentModel } from '@keyless/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { VS_CODE } from './client.ts';
import { collectGarbage } from './collect-garbage.ts';
import { client, start, useWorld, world } from './scene.ts';
import { linterWith } from './world.ts';

const WORKFLOW = [
  'on: push',
  'jobs:',
  '  build:',
  '    runs-on: ubuntu-latest',
  '    env: {AWS_ACCESS_KEY_ID: AKIAZZZZZZZZZZZZZZZZ}',
  '    steps: [{run: make}]',
  '',
].join('\n');

let parsed: WeakRef<DocumentModel>[];
let collections: number;

useWorld(() => {
  const linter = linterWith();
  const parse: typeof linter.parse = (...args) => {
    const model = linter.parse(...args);
    parsed.push(new WeakRef(model));
    return model;
  };
  return { linter: { ...linter, parse } };
});
beforeEach(async () => {
  parsed = [];
  collections = 0;
  const memory = {
    heapSize: () => 2 ** 30,
    collect: () => {
      collections += 1;
      return Promise.resolve();
    },
  };
  await start({ capabilities: VS_CODE }, { ...world.host, memory });
});

const uriOf = (index: number): string => world.uri(`work/.github/workflows/job-${index}.yml`);

async function openMany(): Promise<void> {
  for (let index = 0; index < 40; index += 1) {
    await client.open(uriOf(index), WORKFLOW, 'yaml');
    await client.pull(uriOf(index));
  }
}

/** How many parsed forms are still there. */
async function alive(): Promise<number> {
  // A weak reference holds until the job that has read it ends.
  await new Promise((next) => setTimeout(next, 0));
  collectGarbage();
  return parsed.filter((one) => one.deref() !== undefined).length;
}

describe('the memory of a server', () => {
  it('holds the parsed forms of few of the open documents', async () => {
    await openMany();
    expect(parsed.length).toBeGreaterThanOrEqual(40);
    expect(await alive()).toBeLessThanOrEqual(10);
  });

  it('makes those again that are asked for', async () => {
    await openMany();
    const known = parsed.length;
    expect(await client.codes(uriOf(0))).toContain('incomplete-key-set');
    expect(parsed.length).toBe(known + 1);
  });

  it('need not do so to tell that nothing has changed', async () => {
    await openMany();
    const [first, again] = [await client.pull(uriOf(0)), parsed.length];
    for (let index = 1; index < 20; index += 1) await client.pull(uriOf(index));
    const known = parsed.length;
    expect(known).toBeGreaterThan(again);
    expect(await client.pull(uriOf(0), first.resultId)).toEqual({
      kind: 'unchanged',
      resultId: first.resultId,
    });
    expect(parsed.length).toBe(known);
  });

  it('is collected when nothing has been asked for in a while', async () => {
    await client.open(uriOf(0), WORKFLOW, 'yaml');
    await client.pull(uriOf(0));
    world.timers.advance(29_999);
    await client.pull(uriOf(0));
    world.timers.advance(29_999);
    expect(collections).toBe(0);
    world.timers.advance(1);
    expect(collections).toBe(1);
  });

  it('then holds the parsed form of the last document alone, and makes the others again', async () => {
    await openMany();
    world.timers.advance(60_000);
    expect(collections).toBe(1);
    expect(await alive()).toBe(1);
    const known = parsed.length;
    expect(await client.codes(uriOf(39))).toContain('incomplete-key-set');
    expect(parsed.length).toBe(known);
    const mended = WORKFLOW.replace('env: {AWS_ACCESS_KEY_ID: AKIAZZZZZZZZZZZZZZZZ}', 'env: {}');
    await client.change(uriOf(38), 2, [{ text: mended }]);
    expect(await client.codes(uriOf(38))).not.toContain('incomplete-key-set');
    expect(parsed.length).toBe(known + 1);
  });
});
