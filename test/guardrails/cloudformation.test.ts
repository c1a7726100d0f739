import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patternFits } from '@keyless/core';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, type CollectionTag, type ScalarTag } from 'yaml';
import { textOf } from './tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyless-guardrails-'));
afterAll(() => rmSync(folder, { recursive: true }));

const REF: ScalarTag = { tag: '!Ref', resolve: (name) => ({ Ref: name }) };
const TEXTS: readonly ScalarTag[] = ['!Sub', '!GetAtt'].map((tag) => ({ tag, resolve: (text) => text }));

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: unknown }>>;
}

/** The properties of a resource of a template, functions as what they name. */
function propertiesOf(kind: string, name: string): unknown {
  const tags = [REF, ...TEXTS] satisfies readonly (ScalarTag | CollectionTag)[];
  const { Resources } = parse(textOf(kind), { customTags: tags }) as Template;
  const found = Resources[name];
  if (!found) throw new Error(`${kind} has no resource ${name}`);
  return found.Properties;
}

const hasLinter = spawnSync('cfn-lint', ['--version']).status === 0;

describe.skipIf(!hasLinter)('cfn-lint', () => {
  it.each(['scp', 'config-rule', 'expiry-monitor'])('has nothing against %s', (kind) => {
    const file = join(folder, `${kind}.yaml`);
    writeFileSync(file, textOf(kind));
    const regions = ['--regions', 'us-east-1', 'eu-west-1'];
    expect(execFileSync('cfn-lint', [file, ...regions], { encoding: 'utf8' })).toBe('');
  });
});

describe('the service control policy', () => {
  const DEPLOYER = 'arn:aws:iam::*:role/cdk-*-cfn-exec-role-*';
  interface Policy {
    readonly Content: {
      readonly Statement: readonly [
        {
          readonly Effect: string;
          readonly Action: readonly string[];
          readonly Resource: string;
          readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;
        },
      ];
    };
  }
  const [statement, ...others] = (propertiesOf('scp', 'SessionLengthPolicy') as Policy).Content.Statement;

  /** ARNs are compared part by part: an asterisk does not reach over a colon. */
  function arnFits(pattern: string, arn: string): boolean {
    const [wanted, given] = [pattern.split(':'), arn.split(':')];
    return (
      wanted.length === given.length && wanted.every((part, index) => patternFits(part, given[index] ?? ''))
    );
  }

  /** IAM's rules for one Deny: the action fits one of its patterns, and every condition holds. */
  function denies(action: string, principal: string): boolean {
    const patterns = statement.Condition['ArnNotLike']?.['aws:PrincipalArn'] ?? [];
    const texts = patterns.map((one) => (typeof one === 'string' ? one : DEPLOYER));
    return (
      statement.Action.some((one) => patternFits(one.toLowerCase(), action.toLowerCase())) &&
      texts.every((one) => !arnFits(one, principal))
    );
  }

  it('is one Deny on all resources with one condition, on a key that every request has', () => {
    expect(others).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Deny', Resource: '*' });
    expect(
      Object.entries(statement.Condition).map(([operator, keys]) => [operator, Object.keys(keys)]),
    ).toEqual([['ArnNotLike', ['aws:PrincipalArn']]]);
  });

  const exec = 'arn:aws:iam::123456789012:role/cdk-hnb659fds-cfn-exec-role-123456789012-eu-west-1';
  it.each([
    ['iam:CreateRole', 'arn:aws:iam::123456789012:role/Admin'],
    ['iam:UpdateRole', 'arn:aws:iam::123456789012:user/dev'],
    ['iam:updaterole', 'arn:aws:iam::123456789012:root'],
    ['sso:CreatePermissionSet', 'arn:aws:iam::123456789012:role/Admin'],
    ['sso:UpdatePermissionSet', 'arn:aws:iam::123456789012:role/Admin'],
    ['iam:UpdateRole', 'arn:aws:iam::123456789012:role/x/cdk-hnb659fds-exec-role'],
    ['iam:UpdateRole', exec.replace(':role/', ':user/')],
    ['iam:UpdateRole', exec.replace('iam', 'sts')],
  ])('denies %s by %s', (action, principal) => expect(denies(action, principal)).toBe(true));

  it.each([
    ['iam:CreateRole', exec],
    ['iam:UpdateRole', exec],
    ['iam:CreateServiceLinkedRole', 'arn:aws:iam::123456789012:role/Admin'],
    ['iam:UpdateRoleDescription', 'arn:aws:iam::123456789012:role/Admin'],
    ['iam:GetRole', 'arn:aws:iam::123456789012:role/Admin'],
    ['sts:AssumeRole', 'arn:aws:iam::123456789012:role/Admin'],
  ])('lets %s pass by %s', (action, principal) => expect(denies(action, principal)).toBe(false));
});

const python = spawnSync('python3', ['--version']).status === 0 ? 'python3' : undefined;

describe.skipIf(python === undefined)('the function of the AWS Config rule', () => {
  interface FunctionProperties {
    readonly Code: { readonly ZipFile: string };
  }

  /** Two pages of roles in the place of IAM, and a Config that prints what it is told. */
  const BOTO3 = `
import json
class Pages:
    def paginate(self):
        yield {'Roles': [{'RoleId': 'AROA%d' % n, 'MaxSessionDuration': 3600} for n in range(100)]}
        yield {'Roles': [{'RoleId': 'LONG', 'MaxSessionDuration': 14401}, {'RoleId': 'EVEN', 'MaxSessionDuration': 14400}, {'RoleId': 'PLAIN'}]}
class Client:
    def get_paginator(self, name):
        assert name == 'list_roles'
        return Pages()
    def put_evaluations(self, Evaluations, ResultToken):
        assert ResultToken == 'token' and 0 < len(Evaluations) <= 100
        for one in Evaluations:
            print(json.dumps(one))
def client(name):
    assert name in ('iam', 'config')
    return Client()
`;

  it('judges every role of every page by the longest session, a hundred at a time', () => {
    writeFileSync(join(folder, 'boto3.py'), BOTO3);
    writeFileSync(
      join(folder, 'index.py'),
      (propertiesOf('config-rule', 'Function') as FunctionProperties).Code.ZipFile,
    );
    const event = {
      ruleParameters: '{"longestSession":"14400"}',
      invokingEvent: '{"notificationCreationTime":"2026-01-01T00:00:00.000Z"}',
      resultToken: 'token',
    };
    const script = `import json, index; index.handler(json.loads(${JSON.stringify(JSON.stringify(event))}), None)`;
    const output = execFileSync(python ?? '', ['-c', script], { cwd: folder, encoding: 'utf8' });
    const evaluations = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
    expect(evaluations).toHaveLength(103);
    const bad = evaluations.filter((one) => one['ComplianceType'] !== 'COMPLIANT');
    expect(bad).toEqual([
      {
        ComplianceResourceType: 'AWS::IAM::Role',
        ComplianceResourceId: 'LONG',
        ComplianceType: 'NON_COMPLIANT',
        Annotation: 'Sessions may last 14401 s, and 14400 s are allowed',
        OrderingTimestamp: '2026-01-01T00:00:00.000Z',
      },
    ]);
  });
});

describe('the expiry monitor', () => {
  type Pattern = Readonly<Record<string, unknown>>;
  const { EventPattern, State } = propertiesOf('expiry-monitor', 'Rule') as {
    readonly EventPattern: Pattern;
    readonly State: string;
  };

  /** EventBridge's rule for lists of plain values: each field of the pattern has one of its values. */
  function fits(pattern: Pattern, event: Pattern): boolean {
    return Object.entries(pattern).every(([key, wanted]) =>
      Array.isArray(wanted) ? wanted.includes(event[key]) : fits(wanted as Pattern, event[key] as Pattern),
    );
  }

  const call = (errorCode: string | undefined) => ({
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.sts',
    detail: { eventName: 'AssumeRole', ...(errorCode !== undefined && { errorCode }) },
  });

  it.each(['ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId', 'UnrecognizedClientException'])(
    'sees %s',
    (code) => expect(fits(EventPattern, call(code))).toBe(true),
  );

  it.each([undefined, 'AccessDenied', 'Client.UnauthorizedOperation'])('does not see %s', (code) => {
    expect(fits(EventPattern, call(code))).toBe(false);
  });

  it('sees calls that only read', () => {
    expect(State).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
  });
});
