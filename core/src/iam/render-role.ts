import { providerArn, trustPolicy, usesWildcards } from './trust-policy.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';
import { ACCOUNT_ID, type RolePlan } from './role-plan.ts';

/** The forms in which a role can be written down. */
export const ROLE_FORMATS = ['policy', 'cloudformation', 'terraform', 'commands'] as const;
export type RoleFormat = (typeof ROLE_FORMATS)[number];

/** Writes a role down. What the role may do is left open: nobody but its owner knows. */
export function renderRole(plan: RolePlan, format: RoleFormat): string {
  switch (format) {
    case 'policy':
      return `${JSON.stringify(trustPolicy(plan.trust), undefined, 2)}\n`;
    case 'cloudformation':
      return cloudformation(plan);
    case 'terraform':
      return terraform(plan);
    case 'commands':
      return commands(plan);
  }
}

/** What a person should know of a role in one of its forms; sentences without a stop. */
export function notesFor({ trust, notes }: RolePlan, format: RoleFormat): readonly SafeText[] {
  const namesAccount = format === 'policy' || format === 'commands';
  return trust.accountId === ACCOUNT_ID && namesAccount
    ? [safe`Put the number of your AWS account in the place of ACCOUNT_ID`, ...notes]
    : notes;
}

function commentsFor(plan: RolePlan, format: RoleFormat): string {
  return notesFor(plan, format)
    .map((note) => `# ${note}.\n`)
    .join('');
}

/** A provider can be there once in an account, so the template takes the one that is there already. */
function cloudformation(plan: RolePlan): string {
  const { provider, subjects } = plan.trust;
  const operator = usesWildcards(subjects) ? 'StringLike' : 'StringEquals';
  const sub = [
    `                '${provider.host}:sub':`,
    ...subjects.map((one) => `                  - ${quoteYaml(one)}`),
  ];
  return [
    `${commentsFor(plan, 'cloudformation')}AWSTemplateFormatVersion: '2010-09-09'`,
    `Description: Lets CI jobs assume a role through OIDC`,
    'Parameters:',
    '  ExistingProviderArn:',
    '    Type: String',
    "    Default: ''",
    `    Description: ARN of the provider ${provider.host}, if the account has it already`,
    'Conditions:',
    "  CreatesProvider: !Equals [!Ref ExistingProviderArn, '']",
    'Resources:',
    '  OidcProvider:',
    '    Type: AWS::IAM::OIDCProvider',
    '    Condition: CreatesProvider',
    '    Properties:',
    `      Url: ${provider.url}`,
    '      ClientIdList:',
    `        - ${provider.audience}`,
    '  OidcRole:',
    '    Type: AWS::IAM::Role',
    '    Properties:',
    `      RoleName: ${plan.roleName}`,
    `      MaxSessionDuration: ${plan.maxSessionDuration}`,
    '      AssumeRolePolicyDocument:',
    "        Version: '2012-10-17'",
    '        Statement:',
    '          - Effect: Allow',
    '            Principal:',
    '              Federated: !If [CreatesProvider, !Ref OidcProvider, !Ref ExistingProviderArn]',
    '            Action: sts:AssumeRoleWithWebIdentity',
    '            Condition:',
    '              StringEquals:',
    `                '${provider.host}:aud': ${provider.audience}`,
    ...(operator === 'StringLike' ? ['              StringLike:'] : []),
    ...sub,
    'Outputs:',
    '  RoleArn:',
    '    Value: !GetAtt OidcRole.Arn',
    '',
  ].join('\n');
}

function terraform(plan: RolePlan): string {
  const { provider, subjects } = plan.trust;
  const name = `${provider.system}_oidc`;
  return [
    `${commentsFor(plan, 'terraform')}# If the account has the provider already, use the data source of the same name instead.`,
    `resource "aws_iam_openid_connect_provider" "${name}" {`,
    `  url            = ${quoteHcl(provider.url)}`,
    `  client_id_list = [${quoteHcl(provider.audience)}]`,
    '}',
    '',
    `data "aws_iam_policy_document" "${name}" {`,
    '  statement {',
    '    actions = ["sts:AssumeRoleWithWebIdentity"]',
    '',
    '    principals {',
    '      type        = "Federated"',
    `      identifiers = [aws_iam_openid_connect_provider.${name}.arn]`,
    '    }',
    '',
    ...condition('StringEquals', `${provider.host}:aud`, [provider.audience]),
    '',
    ...condition(usesWildcards(subjects) ? 'StringLike' : 'StringEquals', `${provider.host}:sub`, subjects),
    '  }',
    '}',
    '',
    `resource "aws_iam_role" "${name}" {`,
    `  name                 = ${quoteHcl(plan.roleName)}`,
    `  assume_role_policy   = data.aws_iam_policy_document.${name}.json`,
    `  max_session_duration = ${plan.maxSessionDuration}`,
    '}',
    '',
    `output "${name}_role_arn" {`,
    `  value = aws_iam_role.${name}.arn`,
    '}',
    '',
  ].join('\n');
}

function condition(test: string, variable: string, values: readonly string[]): readonly string[] {
  return [
    '    condition {',
    `      test     = "${test}"`,
    `      variable = ${quoteHcl(variable)}`,
    '      values = [',
    ...values.map((value) => `        ${quoteHcl(value)},`),
    '      ]',
    '    }',
  ];
}

/** The provider's ARN is printed by the first command, or is in the policy already. */
function commands(plan: RolePlan): string {
  const { trust, roleName, maxSessionDuration } = plan;
  const { url, audience } = trust.provider;
  return [
    '#!/bin/sh',
    `${commentsFor(plan, 'commands')}set -eu`,
    '',
    '# Fails with EntityAlreadyExists where the account has the provider already; then leave it out.',
    `aws iam create-open-id-connect-provider --url ${url} --client-id-list ${audience}`,
    '',
    `# Trusts ${providerArn(trust)}.`,
    "cat > trust-policy.json <<'POLICY'",
    JSON.stringify(trustPolicy(trust), undefined, 2),
    'POLICY',
    '',
    `aws iam create-role --role-name ${roleName} \\`,
    `  --max-session-duration ${maxSessionDuration} \\`,
    '  --assume-role-policy-document file://trust-policy.json',
    '',
    '# What the jobs may do is up to you:',
    `# aws iam attach-role-policy --role-name ${roleName} --policy-arn POLICY_ARN`,
    '',
  ].join('\n');
}

function quoteYaml(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoteHcl(text: string): string {
  return `"${text.replaceAll(/["\\]/gu, '\\$&').replaceAll('${', '$${').replaceAll('%{', '%%{')}"`;
}
