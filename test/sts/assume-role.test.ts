import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fixture } from './fixture.ts';
import { outcome, startFixture } from './fixture.ts';
import { credentialsIn, xmlText } from './raw-client.ts';
import type { StsServer } from './server.ts';
import { arnOfRole, defaultWorld, withRoles } from './world.ts';

const start = new Date('2026-11-24T10:00:00Z');
const world = defaultWorld();
const arn = (name: string) => arnOfRole(world, name);

let sts: StsServer;
let send: Fixture['send'];
let assume: Fixture['assume'];

beforeAll(async () => {
  ({ sts, send, assume } = await startFixture(start));
});

afterAll(() => sts.close());

beforeEach(() => {
  sts.updateWorld(() => world);
});

const arnPattern = String.raw`[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+`;
const invalid = (value: string, member: string, ...constraints: string[]) => [
  400,
  'ValidationError',
  `${constraints.length} validation error${constraints.length > 1 ? 's' : ''} detected: ${constraints
    .map((constraint) => `Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`)
    .join('; ')}`,
];
const shorter = (limit: number) => `Member must have length greater than or equal to ${limit}`;
const longer = (limit: number) => `Member must have length less than or equal to ${limit}`;
const unmatched = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`;

describe('parameters', () => {
  it.each<[string, Record<string, string>, unknown[]]>([
    ['an empty ARN', { RoleArn: '' }, invalid("''", 'roleArn', unmatched(arnPattern), shorter(20))],
    ['a short ARN', { RoleArn: 'arn:aws:iam' }, invalid("'arn:aws:iam'", 'roleArn', shorter(20))],
    ['no ARN at all', { RoleArn: 'x'.repeat(20) }, [400, 'ValidationError', `${'x'.repeat(20)} is invalid`]],
    ['a short name', { RoleSessionName: 'm' }, invalid("'m'", 'roleSessionName', shorter(2))],
    [
      'a long name',
      { RoleSessionName: 'm'.repeat(65) },
      invalid(`'${'m'.repeat(65)}'`, 'roleSessionName', longer(64)),
    ],
    [
      'a name with a slash',
      { RoleSessionName: 'a/b' },
      invalid("'a/b'", 'roleSessionName', unmatched('[\\w+=,.@-]*')),
    ],
    [
      'a name that is too short and wrong',
      { RoleSessionName: '/' },
      invalid("'/'", 'roleSessionName', unmatched('[\\w+=,.@-]*'), shorter(2)),
    ],
    ['a short external id', { ExternalId: 'x' }, invalid("'x'", 'externalId', shorter(2))],
    [
      'an external id counted in code points',
      { ExternalId: '\u{1f600}'.repeat(1224) },
      invalid(`'${'\u{1f600}'.repeat(1224)}'`, 'externalId', unmatched('[\\w+=,.@:\\/-]*')),
    ],
    ['a short serial', { SerialNumber: 'x' }, invalid("'x'", 'serialNumber', shorter(9))],
    ['a short code', { TokenCode: '12345' }, invalid("'12345'", 'tokenCode', shorter(6))],
    ['a code of letters', { TokenCode: 'abcdef' }, invalid("'abcdef'", 'tokenCode', unmatched('[\\d]*'))],
    [
      'a duration below',
      { DurationSeconds: '899' },
      invalid("'899'", 'durationSeconds', 'Member must have value greater than or equal to 900'),
    ],
    [
      'a duration above',
      { DurationSeconds: '43201' },
      invalid("'43201'", 'durationSeconds', 'Member must have value less than or equal to 43200'),
    ],
    [
      'a duration of nothing',
      { DurationSeconds: '' },
      [400, 'MalformedInput', 'missing value for decimal type'],
    ],
    ['a duration of letters', { DurationSeconds: 'NaN' }, [400, 'MalformedInput', undefined]],
    ['a fraction', { DurationSeconds: '3600.5' }, [400, 'MalformedInput', undefined]],
    ['33 bits', { DurationSeconds: '2147483648' }, [400, 'MalformedInput', undefined]],
    [
      'a session policy, rather than ignoring it',
      { 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      [400, 'UnsupportedOperation', 'The local STS does not support the parameter PolicyArns.'],
    ],
  ])('refuses %s', async (_what, parameters, expected) => {
    expect(outcome(await assume(parameters))).toEqual(expected);
  });

  it('names everything that is wrong in one answer', async () => {
    const { message } = await send({ Action: 'AssumeRole', DurationSeconds: '1' });
    expect(message).toMatch(/^3 validation errors detected: /);
    expect(message).toContain(
      "Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    );
  });

  it.each([
    [{}, 3600],
    [{ DurationSeconds: '900' }, 900],
    [{ DurationSeconds: '+0900' }, 900],
    [{ DurationSeconds: '3600' }, 3600],
  ])('accepts %j for %i seconds', async (parameters, seconds) => {
    const { xml } = await assume(parameters);
    const expiry = new Date(start.getTime() + seconds * 1000).toISOString().replace('.000Z', 'Z');
    expect(xmlText(xml, 'Expiration')).toBe(expiry);
  });

  it('never crash the server', async () => {
    const name = fc.constantFrom('RoleArn', 'RoleSessionName', 'DurationSeconds', 'ExternalId', 'TokenCode');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.string({ unit: 'binary' })), async (parameters) => {
        expect((await assume(parameters)).status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the duration of a role', () => {
  const tooLong = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
  const chained =
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';

  it('is limited by the role, after the range', async () => {
    expect(outcome(await assume({ DurationSeconds: '3601' }))).toEqual([400, 'ValidationError', tooLong]);
    const long = { RoleArn: arn('ReadOnly'), DurationSeconds: '43200' };
    expect((await assume(long)).status).toBe(200);
    expect((await assume({ DurationSeconds: '43201' })).message).toContain(
      "Value '43201' at 'durationSeconds'",
    );
  });

  it('is one hour at most from a session, told after the limit of the role', async () => {
    const source = credentialsIn(await assume({ RoleArn: arn('ReadOnly') }));
    const next = { RoleArn: arn('Chained') };
    expect((await assume({ ...next, DurationSeconds: '3600' }, source)).status).toBe(200);
    expect(outcome(await assume({ ...next, DurationSeconds: '3601' }, source))).toEqual([
      400,
      'ValidationError',
      chained,
    ]);
    sts.updateWorld((before) =>
      withRoles(before, (roles) => roles.map((role) => ({ ...role, maxSessionDuration: 3600 }))),
    );
    expect((await assume({ ...next, DurationSeconds: '3601' }, source)).message).toBe(tooLong);
  });

  it("is one hour at most from a user's session, too", async () => {
    const source = credentialsIn(await send({ Action: 'GetSessionToken' }));
    expect((await assume({ RoleArn: arn('ReadOnly'), DurationSeconds: '3601' }, source)).message).toBe(
      chained,
    );
  });
});
