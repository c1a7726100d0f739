import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { readTemplate } from './read-template.ts';
import type { SessionLimit } from './template.ts';

function documentOf(text: string) {
  return parseYaml('file:///r/template.yaml', 'cloudformation', createSourceText(text));
}

function read(text: string) {
  return readTemplate(documentOf(text));
}

/** The limits of a template whose one role has these lines, and other lines at its end. */
function limitsOf(property: string, more = ''): readonly SessionLimit[] {
  const indented = property.replaceAll('\n', '\n      ');
  return (
    read(`Resources:\n  Deploy:\n    Type: AWS::IAM::Role\n    Properties:\n      ${indented}\n${more}`)
      ?.sessionLimits ?? []
  );
}

describe('readTemplate', () => {
  it.each([
    "AWSTemplateFormatVersion: '2010-09-09'\n",
    'Transform: AWS::Serverless-2016-10-31\n',
    'Transform:\n  - Macro\n  - AWS::Serverless-2016-10-31\n',
    'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n',
    'Resources:\n  Other:\n    Type: Custom::Thing\n  Queue: { Type: AWS::SQS::Queue }\n',
    '{"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}',
    "Resources:\n  'Fn::ForEach::Queues':\n    - Id\n    - [A, B]\n    - 'Queue${Id}':\n        Type: AWS::SQS::Queue\n",
  ])('takes %j for a template', (text) => expect(read(text)).toBeDefined());

  it.each([
    '',
    'name: Bug report\nbody: []\n',
    'Resources: []\n',
    'Resources:\n  - AWS::SQS::Queue\n',
    'Resources:\n  Thing:\n    Type: OS::Nova::Server\n',
    'Transform: AWS::Include\n',
    'Transform: { Name: AWS::Include }\n',
    'resources:\n  Queue:\n    Type: AWS::SQS::Queue\n',
    '- Resources\n',
    'a: [\n',
  ])('does not take %j for one', (text) => expect(read(text)).toBeUndefined());

  it('reads every short form of the intrinsic functions without a problem', () => {
    const { problems } = documentOf(
      [
        'Resources:',
        '  Role:',
        '    Type: AWS::IAM::Role',
        '    Condition: IsProd',
        '    Properties:',
        '      RoleName: !Sub "${AWS::StackName}-deploy"',
        '      ManagedPolicyArns: !If [IsProd, [!ImportValue Policy], !Ref AWS::NoValue]',
        '      Path: !FindInMap [Paths, !Ref AWS::Region, Path]',
        '      MaxSessionDuration: !Ref Seconds',
        '      Tags: !Split [",", !Join ["", [a, !Select [0, !GetAZs ""]]]]',
        '      Description: !Base64 |',
        '        text',
        '      AssumeRolePolicyDocument: !Transform { Name: Macro }',
        '      PermissionsBoundary: !GetAtt Boundary.Arn',
        '      A: !Cidr [!GetAtt Vpc.CidrBlock, 1, 8]',
        '      B: !Equals [a, b]',
        '      C: !Not [!And [!Or [!Condition X, !Condition Y], !Condition Z]]',
        '      D: !ToJsonString { a: b }',
        '      E: !Length [a]',
        '',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
  });

  it('never throws', () => {
    const line = fc.constantFrom(
      'Resources:',
      '  A: &a',
      '  B: *a',
      '    Type: AWS::IAM::Role',
      '    Properties:',
      '      MaxSessionDuration:',
      '      MaxSessionDuration: !Ref P',
      '      MaxSessionDuration: *a',
      '      <<: *a',
      '        Ref: P',
      'Parameters:',
      '  P:',
      '    Type: Number',
      '    Default: 86400',
      '  Fn::ForEach::X: [a, *a, *a]',
      '---',
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        for (const { range } of read(text)?.sessionLimits ?? [])
          expect(range.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('sessionLimits', () => {
  it.each([
    ['MaxSessionDuration: 7200', 7200, '7200'],
    ["MaxSessionDuration: '7200'", 7200, "'7200'"],
    ['MaxSessionDuration: "7200" # two hours', 7200, '"7200"'],
    ['MaxSessionDuration: !!int 7200', 7200, '7200'],
    ['MaxSessionDuration: -1', -1, '-1'],
    ['MaxSessionDuration: 2h', undefined, '2h'],
    ['MaxSessionDuration: 3600.5', undefined, '3600.5'],
    ['MaxSessionDuration: "1_000"', undefined, '"1_000"'],
    ['MaxSessionDuration: true', undefined, 'true'],
    ['MaxSessionDuration:', undefined, 'MaxSessionDuration'],
    ['MaxSessionDuration: ~', undefined, 'MaxSessionDuration'],
    ['MaxSessionDuration: ""', undefined, '""'],
    ['"MaxSessionDuration": 7200', 7200, '7200'],
  ])('%s is read', (property, seconds, underlined) => {
    const [limit] = limitsOf(property);
    const text = `Resources:\n  Deploy:\n    Type: AWS::IAM::Role\n    Properties:\n      ${property}\n`;
    expect(limit?.seconds).toBe(seconds);
    expect(text.slice(limit?.range.start, limit?.range.end)).toBe(underlined);
    expect(limit?.owner).toBe('role Deploy');
  });

  it.each([
    'MaxSessionDuration: !Ref Seconds',
    'MaxSessionDuration: !Sub "${Seconds}"',
    'MaxSessionDuration: !GetAtt Thing.Seconds',
    'MaxSessionDuration: !If [IsProd, 86400, 1]',
    'MaxSessionDuration: !FindInMap [A, B, C]',
    'MaxSessionDuration:\n  Fn::If: [IsProd, 86400, 1]',
    'MaxSessionDuration:\n  Ref: Seconds',
    'MaxSessionDuration: "{{resolve:ssm:seconds}}"',
    'MaxSessionDuration: ${self:custom.seconds}',
    'MaxSessionDuration: $SECONDS',
    'MaxSessionDuration: *nowhere',
    'MaxSessionDuration: [86400]',
    'MaxSessionDuration: 0x10',
    'MaxSessionDuration: 1_000',
    'MaxSessionDuration: 1:00:00',
    'MaxSessionDuration: 010',
    'MaxSessionDuration: 3600.0',
    'MaxSessionDuration: 3.6e3',
    'maxSessionDuration: 86400',
    'SessionDuration: PT48H',
  ])('%s is left alone', (property) => expect(limitsOf(property)).toEqual([]));

  const PARAMETER = 'Parameters:\n  Seconds:\n    Type: Number\n    Default: 86400\n';

  it.each(['MaxSessionDuration: !Ref Seconds', 'MaxSessionDuration: { Ref: Seconds }'])(
    '%s is the default of the parameter',
    (property) => {
      const [limit] = limitsOf(property, PARAMETER);
      expect(limit).toMatchObject({ seconds: 86_400, text: '86400', reference: { start: 68 } });
    },
  );

  it.each([
    PARAMETER.replace('Number', 'AWS::SSM::Parameter::Value<Number>'),
    PARAMETER.replace('    Default: 86400\n', ''),
    PARAMETER.replace('86400', '!Ref Other'),
    PARAMETER.replace('86400', ''),
    PARAMETER.replace('Seconds', 'Minutes'),
  ])('nothing is known of %j', (parameter) =>
    expect(limitsOf('MaxSessionDuration: !Ref Seconds', parameter)).toEqual([]),
  );

  it('tells what several roles share once, and of whom it is', () => {
    const text = `Parameters:
  Seconds: { Type: Number, Default: 86400 }
Resources:
  A: { Type: AWS::IAM::Role, Properties: { MaxSessionDuration: !Ref Seconds } }
  B: { Type: AWS::IAM::Role, Properties: { MaxSessionDuration: !Ref Seconds } }
  C: &c { Type: AWS::IAM::Role, Properties: { MaxSessionDuration: 86400 } }
  D: *c
  E: { Type: AWS::IAM::Role, Properties: { MaxSessionDuration: &e 86400 } }
  F: { Type: AWS::IAM::Role, Properties: { MaxSessionDuration: *e } }
`;
    const limits = read(text)?.sessionLimits ?? [];
    expect(limits.map(({ owner, editable }) => [owner, editable !== undefined])).toEqual([
      ['role A', true],
      ['role C', false],
      ['role E', false],
    ]);
  });

  it('reads permission sets and loops', () => {
    const limits = read(`Resources:
  Admins:
    Type: AWS::SSO::PermissionSet
    Properties:
      SessionDuration: 'PT24H'
  Fn::ForEach::Roles:
    - Name
    - [A, B]
    - Role\${Name}:
        Type: AWS::IAM::Role
        Properties:
          MaxSessionDuration: 86400
`)?.sessionLimits;
    expect(limits?.map(({ owner, seconds }) => [owner, seconds])).toEqual([
      ['permission set Admins', 86_400],
      ['role Role${Name}', 86_400],
    ]);
  });
});
