import { describe, expect, it } from 'vitest';
import { exclusionOf } from './exclusion.ts';
import { nearestConfiguration, pathInConfiguration } from './nearest-configuration.ts';

describe('nearestConfiguration', () => {
  const find = (path: string, ...there: readonly string[]) =>
    nearestConfiguration(path, (one) => Promise.resolve(there.includes(one)));

  it('is the nearest one above', async () => {
    const both = ['/repo/.keyless.yaml', '/repo/a/.keyless.yaml', '/repo/.git'];
    expect(await find('/repo/a/b/.env', ...both)).toBe('/repo/a/.keyless.yaml');
    expect(await find('/repo/.env', ...both)).toBe('/repo/.keyless.yaml');
  });

  it('is none beyond the root of the repository', async () => {
    expect(await find('/home/repo/a/.env', '/home/.keyless.yaml', '/home/repo/.git')).toBeUndefined();
    expect(await find('/home/.aws/config', '/home/.keyless.yaml')).toBe('/home/.keyless.yaml');
    expect(await find('/a/.env')).toBeUndefined();
  });
});

describe('exclusionOf', () => {
  it.each([
    [['vendor/'], 'vendor/a/.env', true],
    [['vendor/'], 'src/vendor/.env', true],
    [['/vendor/'], 'src/vendor/.env', false],
    [['*.env', '!prod.env'], 'a/test.env', true],
    [['*.env', '!prod.env'], 'a/prod.env', false],
    [['*'], '../outside/.env', false],
    [[], '.env', false],
  ])('with %j, %s is excluded: %s', (patterns, path, expected) => {
    expect(exclusionOf(patterns)(path)).toBe(expected);
  });
});

describe('pathInConfiguration', () => {
  it('starts from the folder of the configuration', () => {
    expect(pathInConfiguration('/repo/.keyless.yaml', '/repo/a/.env')).toBe('a/.env');
    expect(pathInConfiguration('/repo/.keyless.yaml', '/x/.env')).toBe('../x/.env');
  });
});
