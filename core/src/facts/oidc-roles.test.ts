import { describe, expect, it } from 'vitest';
import { parseModel } from '../linter.ts';
import { createSourceText } from '../text/source-text.ts';
import { oidcRolesOf } from './oidc-roles.ts';

const ARN = 'arn:aws:iam::123456789012:role/deploy';

function rolesOf(...steps: readonly string[]): readonly string[] {
  const head =
    'on: push\npermissions:\n  id-token: write\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n';
  const text = head + steps.map((step) => `      - ${step}\n`).join('');
  return oidcRolesOf(parseModel('file:///w.yml', 'github-workflow', createSourceText(text)));
}

function credentials(inputs: string): string {
  return `{uses: aws-actions/configure-aws-credentials@v4, with: {aws-region: eu-central-1, ${inputs}}}`;
}

describe('oidcRolesOf', () => {
  it('gives the roles as written, once a step', () => {
    const steps = [`role-to-assume: ${ARN}`, 'role-to-assume: "${{ vars.ROLE }}"', `role-to-assume: ${ARN}`];
    expect(rolesOf(...steps.map(credentials))).toEqual([ARN, '${{ vars.ROLE }}', ARN]);
  });

  it.each([
    [
      'keys that assume a role',
      credentials(`role-to-assume: ${ARN}, aws-access-key-id: "\${{ secrets.ID }}"`),
    ],
    ['a bare role name', credentials('role-to-assume: deploy')],
    ['a key in the wrong place', credentials('role-to-assume: AKIAQ3EGRT7YHXW5KLMN')],
    ['a chained role', credentials(`role-to-assume: ${ARN}, role-chaining: true`)],
    ['another action', `{uses: acme/login@v1, with: {role-to-assume: "${ARN}"}}`],
  ])('has no use for %s', (_name, step) => {
    expect(rolesOf(step)).toEqual([]);
  });

  it('has none of a file that is no workflow', () => {
    const model = parseModel('file:///.env', 'dotenv', createSourceText(`role-to-assume: ${ARN}`));
    expect(oidcRolesOf(model)).toEqual([]);
  });
});
