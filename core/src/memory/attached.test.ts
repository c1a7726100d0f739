import { expect, test } from 'vitest';
import { attached } from './attached.ts';

test('A value is found with the object that it was set for, and with no other', () => {
  const names = attached<object, string>();
  const [one, other] = [{}, {}];
  names.set(one, 'one');
  expect(names.get(one)).toBe('one');
  expect(names.get(other)).toBeUndefined();
});

test('The last value that was set counts, undefined included', () => {
  const names = attached<object, string | undefined>();
  const owner = {};
  names.set(owner, 'first');
  names.set(owner, 'second');
  expect(names.get(owner)).toBe('second');
  names.set(owner, undefined);
  expect(names.get(owner)).toBeUndefined();
});

test('Several memories of one object are apart', () => {
  const [names, sizes] = [attached<object, string>(), attached<object, number>()];
  const owner = {};
  names.set(owner, 'name');
  expect(sizes.get(owner)).toBeUndefined();
  sizes.set(owner, 1);
  expect([names.get(owner), sizes.get(owner)]).toEqual(['name', 1]);
});

test('Nobody sees a value who looks at the object, and no copy has it', () => {
  const names = attached<object, string>();
  const owner = { own: 1 };
  names.set(owner, 'name');
  expect(Reflect.ownKeys(owner)).toEqual(['own']);
  expect(names.get({ ...owner })).toBeUndefined();
  expect(names.get(structuredClone(owner))).toBeUndefined();
});
