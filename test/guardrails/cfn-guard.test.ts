import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cfnGuard, MISSING, textOf } from './tools.ts';

const role = (duration: string) =>
  `Type: AWS::IAM::Role\n    Properties: { MaxSessionDuration: ${duration} }`;
const permissionSet = (duration: string) =>
  `Type: AWS::SSO::PermissionSet\n    Properties: { SessionDuration: ${duration} }`;

const ALLOWED = [
  role('3600'),
  role('14400'),
  'Type: AWS::IAM::Role\n    Properties: { Path: / }',
  permissionSet('PT1H'),
  permissionSet('PT4H'),
  permissionSet('PT3H59M'),
  permissionSet('PT240M'),
  'Type: AWS::SSO::PermissionSet\n    Properties: { Name: x }',
  'Type: AWS::S3::Bucket',
];
const REFUSED = [
  role('14401'),
  role('43200'),
  role("'3600'"),
  role('!Ref Longest'),
  permissionSet('PT4H1M'),
  permissionSet('PT12H'),
  permissionSet('PT241M'),
  permissionSet('P1D'),
  permissionSet('!Ref Longest'),
];

/** CloudFormation Guard itself. */
describe.skipIf(cfnGuard === undefined)(
  `the rules for CloudFormation Guard ${cfnGuard === undefined ? MISSING : ''}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyless-cfn-guard-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'keyless.guard'), textOf('cfn-guard'));

    function judge(...resources: readonly string[]): number | null {
      const text = resources.map((one, index) => `  R${index}:\n    ${one}\n`).join('');
      writeFileSync(join(folder, 'template.yaml'), `Resources:\n${text}`);
      const args = ['validate', '--rules', 'keyless.guard', '--data', 'template.yaml'];
      return spawnSync(cfnGuard ?? '', args, { cwd: folder, timeout: 20_000 }).status;
    }

    it.each(ALLOWED)('allow %j', (resource) => expect(judge(resource)).toBe(0));

    /** What `cfn-guard validate` ends with where a template breaks a rule. */
    it.each(REFUSED)('refuse %j', (resource) => expect(judge(resource)).toBe(19));

    it('look at every resource', () => {
      expect(judge(...ALLOWED)).toBe(0);
      expect(judge(...ALLOWED, role('43200'))).toBe(19);
    });
  },
);
