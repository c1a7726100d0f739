import { describe, expect, it } from 'vitest';
import { isBefore, versionOf } from './action-version.ts';
import type { ActionReference } from './workflow.ts';

function reference(ref: string, comment?: string): ActionReference {
  return { action: 'x/y', ref, range: { start: 0, end: 0 }, comment };
}

const UNKNOWN = '1'.repeat(40);

describe('versionOf', () => {
  it.each([
    ['v4', undefined, [4, undefined]],
    ['v4.3.1', undefined, [4, 3]],
    ['2', undefined, [2, undefined]],
    ['e6de054238d6b7531b4efff3b6587d9aade6a06c', undefined, [6, 2]],
    // A comment may lag behind the commit.
    ['5fd3084fc36e372ff1fff382a39b10d03659f355', 'v4', [2, 2]],
    [UNKNOWN, 'v3.0.1', [3, 0]],
  ])('%s (%s) is %j', (ref, comment, [major, minor]) => {
    expect(versionOf(reference(ref, comment))).toEqual({ major, minor });
  });

  it.each(['main', '', 'v', 'vnext', UNKNOWN, '5fd3084f'])('tells nothing of %j', (ref) => {
    expect(versionOf(reference(ref))).toBeUndefined();
  });

  it('reads no comment behind a tag or a branch', () => {
    expect(versionOf(reference('main', 'v1'))).toBeUndefined();
    expect(versionOf(reference('v6', 'v1'))).toEqual({ major: 6, minor: undefined });
  });
});

describe('isBefore', () => {
  it('takes an open minor version for the newest', () => {
    expect(isBefore({ major: 1, minor: undefined }, [1, 6])).toBe(false);
    expect(isBefore({ major: 1, minor: 5 }, [1, 6])).toBe(true);
    expect(isBefore({ major: 1, minor: 6 }, [1, 6])).toBe(false);
    expect(isBefore({ major: 2, minor: 0 }, [1, 6])).toBe(false);
    expect(isBefore({ major: 0, minor: undefined }, [1, 6])).toBe(true);
  });
});
