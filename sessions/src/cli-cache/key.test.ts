import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumeRoleCacheName, cliCacheFolder, ssoCacheName, type AssumeRoleArguments } from './key.ts';

const demo = 'arn:aws:iam::123456789012:role/Demo';

/** Files that the AWS CLI 1.45.11 and 2.36.7 wrote for these arguments. */
const vectors: readonly (readonly [AssumeRoleArguments, string])[] = [
  [{ roleArn: demo }, 'ecd91d7989471012b3d38d435d4d037a581676a5'],
  [{ roleArn: 'arn:aws:iam::210987654321:role/Second' }, '469f99a491a334a4b390676e17eded5058f475f2'],
  [
    { roleArn: demo, durationSeconds: 7200, externalId: 'abc', roleSessionName: 'me' },
    'ff1ac6020d96eead37c3f4407d3c9843d9857f06',
  ],
  [
    {
      roleArn: demo,
      durationSeconds: 7200,
      externalId: 'abc',
      roleSessionName: 'me',
      serialNumber: 'arn:aws:iam::111122223333:mfa/u',
    },
    '88d78438aea7f412800a5544a74fd244b5dbd6c7',
  ],
  [
    { roleArn: 'arn:aws-us-gov:iam::123456789012:role/Demo', durationSeconds: 900 },
    '610fa683d9e50f25a5b583a98bb5271f89a2be26',
  ],
  [{ roleArn: 'arn:aws:iam::123456789012:role/team/é' }, '46bf96942834186cb11731029d2c408117473f71'],
  [{ roleArn: demo, externalId: 'é\u2028☃😀\u007f/"\\' }, '62deabbd6f8255204979ce437c2dc3cd8fefea95'],
];

describe('assumeRoleCacheName', () => {
  it.each(vectors)('names the file as the AWS CLI does (%#)', (call, sha1) => {
    expect(assumeRoleCacheName(call)).toBe(`${sha1}.json`);
  });

  it('leaves out an empty session name, which the CLI replaces by a generated one', () => {
    expect(assumeRoleCacheName({ roleArn: demo, roleSessionName: '' })).toBe(
      assumeRoleCacheName({ roleArn: demo }),
    );
  });

  it('keeps an empty external id and serial: the CLI hashes whatever key is present', () => {
    const names = [{}, { externalId: '' }, { serialNumber: '' }].map((more) =>
      assumeRoleCacheName({ roleArn: demo, ...more }),
    );
    expect(new Set(names).size).toBe(3);
  });

  it('stands under the home folder', () => {
    expect(cliCacheFolder('/home/me').replaceAll('\\', '/')).toBe('/home/me/.aws/cli/cache');
  });
});

it.each([
  [{ sessionName: 'my-sso' }, 'c30b99aca80d8f5b3178e353f05b2abcc9a4ccd3'],
  [{ startUrl: 'https://x.awsapps.com/start' }, '243185b3287804d23760113d179c4c72e67b4061'],
])('names the session of a permission set as the AWS CLI v2 does: %j', (signIn, sha1) => {
  expect(ssoCacheName('123456789012', 'Admin', signIn)).toBe(`${sha1}.json`);
});

const PYTHON = `
import sys, json, hashlib
for case in json.load(sys.stdin):
    print(hashlib.sha1(json.dumps(case, sort_keys=True).encode("utf-8")).hexdigest())
`;
const python = spawnSync('python3', ['-c', 'import json, hashlib; print("ok")'], { encoding: 'utf8' });

describe.skipIf(python.stdout.trim() !== 'ok')('assumeRoleCacheName against Python', () => {
  it('agrees with json.dumps and hashlib on any arguments', { timeout: 60_000 }, () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    const call = fc.record(
      {
        RoleArn: text,
        RoleSessionName: text.filter((name) => name !== ''),
        ExternalId: text,
        SerialNumber: text,
        DurationSeconds: fc.integer(),
      },
      { requiredKeys: ['RoleArn'] },
    );
    const cases = fc.sample(call, 1000);
    const answer = spawnSync('python3', ['-c', PYTHON], { input: JSON.stringify(cases), encoding: 'utf8' });
    const ours = cases.map((args) =>
      assumeRoleCacheName({
        roleArn: args.RoleArn,
        roleSessionName: args.RoleSessionName,
        externalId: args.ExternalId,
        serialNumber: args.SerialNumber,
        durationSeconds: args.DurationSeconds,
      }),
    );
    expect(ours).toEqual(
      answer.stdout
        .trim()
        .split('\n')
        .map((sha1) => `${sha1}.json`),
    );
  });
});
