import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRole, renderRole } from '@keyless/core';
import { describe, expect, it } from 'vitest';

const hasLinter = spawnSync('cfn-lint', ['--version']).status === 0;

describe.skipIf(!hasLinter)('the CloudFormation template of the role for OIDC', () => {
  it('is one that cfn-lint has nothing against', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyless-cfn-'));
    try {
      const file = join(folder, 'role.yaml');
      const plan = planRole({
        remote: { host: 'github.com', path: 'acme/site' },
        defaultBranch: 'main',
        models: [],
      });
      writeFileSync(file, renderRole(plan, 'cloudformation'));
      expect(execFileSync('cfn-lint', [file, '--regions', 'eu-west-1'], { encoding: 'utf8' })).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
