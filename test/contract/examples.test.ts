import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseDotenvIndependently } from 'dotenv';
import { classify, createLinter, createSourceText, parseModel, rules } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { defaultWorld, keyOfUser } from '../sts/world.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const linter = createLinter({
  rules,
  clock: () => new Date(),
  readers: { dotenv: parseDotenvIndependently },
});

function model(path: string) {
  const kind = classify(join(EXAMPLES, path));
  if (!kind) throw new Error(`${path} is no file that Keyless judges`);
  return parseModel(`file:///${path}`, kind, createSourceText(readFileSync(join(EXAMPLES, path), 'utf8')));
}

const awsFiles = { config: model('home/.aws/config'), credentials: model('home/.aws/credentials') };

describe('the examples of the demo', () => {
  it.each([
    [
      'home/.aws/config',
      [
        'dangling-source-profile',
        'oversized-duration',
        'shadowed-credentials',
        'static-session-key',
        'static-session-token',
      ],
    ],
    ['home/.aws/credentials', ['static-long-term-key']],
    ['workspace/.env', ['static-session-key', 'static-session-token']],
    ['workspace/.github/workflows/deploy.yml', ['ci-stored-keys', 'static-session-token']],
    ['workspace/.github/workflows/report.yml', ['missing-id-token']],
    ['workspace/compose.yaml', []],
  ])('%s shows %j', (path, expected) => {
    const { findings } = linter.lint(model(path), { facts: { awsFiles, oidcRoles: [], called: new Map() } });
    expect([...new Set(findings.map((finding) => finding.ruleId))].sort()).toEqual(expected);
  });

  it('hold the key of a user that the local STS knows', () => {
    const key = keyOfUser(defaultWorld(), 'dev');
    const text = readFileSync(join(EXAMPLES, 'home/.aws/credentials'), 'utf8');
    expect(text).toContain(
      `aws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`,
    );
  });
});
