import { expect, it } from 'vitest';
import { bridgeOffer, type Memory } from './bridge-offer.ts';
import { madeUpProfile } from './made-up.ts';

function memoryWith(value?: unknown): Memory & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>(value === undefined ? [] : [['keyless.bridgesOffered', value]]);
  return {
    kept,
    get: (key) => kept.get(key),
    update: (key, next) => Promise.resolve(void kept.set(key, next)),
  };
}

const dev = madeUpProfile('dev', { wantsBridge: true });

it('is made once for each profile, whatever else is refreshed', () => {
  const memory = memoryWith();
  const created: string[] = [];
  const titles = (profile: typeof dev | undefined): readonly string[] =>
    bridgeOffer(profile, memory, (name) => created.push(name)).map((action) => {
      action.run();
      return action.title;
    });
  expect(titles(dev)).toEqual(['Use in SDKs and Terraform…']);
  expect(titles(dev)).toEqual([]);
  expect(titles(madeUpProfile('other', { wantsBridge: true }))).toHaveLength(1);
  expect(titles(madeUpProfile('bridged'))).toEqual([]);
  expect(titles(undefined)).toEqual([]);
  expect(created).toEqual(['dev', 'other']);
  expect([...memory.kept.values()]).toEqual([['dev', 'other']]);
});

it.each([{}, 'dev', 7, [7, null]])('survives that something else is kept there: %j', (value) => {
  expect(bridgeOffer(dev, memoryWith(value), () => undefined)).toHaveLength(1);
});
