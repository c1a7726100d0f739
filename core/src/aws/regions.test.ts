import { describe, expect, it } from 'vitest';
import { malformedRegion, REGIONS } from './regions.ts';

describe('malformedRegion', () => {
  it.each([...REGIONS, 'eu-west-9', 'local', 'localhost', 'aws-global', 'fips-us-east-1', 'us-west-2-lax-1'])(
    'lets %s pass',
    (region) => expect(malformedRegion(region)).toBeUndefined(),
  );

  it.each([
    ['US-EAST-1', 'us-east-1'],
    ['eu_west_1', 'eu-west-1'],
    ['eu-west-1b', 'eu-west-1'],
    ['us-east1', 'us-east-1'],
    ['EU (Ireland)', undefined],
    ['https://x', undefined],
  ])('refuses %s', (text, nearest) => expect(malformedRegion(text)).toEqual({ nearest }));
});
