import { parse as parseDotenv } from 'dotenv';
import { createLinter, rules } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../rules/case.ts';

const SECRET = 'cU1vsHiQMaRiNTN9Ox98/hGcTZc1UWb5fxzpF7ST';
const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: parseDotenv },
});

/** What is said of a config file, fingerprints and fixes included. */
function said(text: string) {
  const { findings } = linter.lint(parseFile('.aws/config', text));
  return { ruleIds: findings.map(({ ruleId }) => ruleId), text: JSON.stringify(findings) };
}

// People paste into the wrong place.
describe('a secret that stands as a name', () => {
  it.each([
    ['unreadable-header', `[profile deploy ${SECRET}]\nregion = eu-west-1\n`],
    ['unreadable-header', `[ profile dev_${SECRET} ]\nregion = eu-west-1\n`],
    ['unreadable-header', `[ profile aws_secret_access_key=${SECRET} ]\nregion = eu-west-1\n`],
    ['role-without-source', `[profile x_${SECRET}]\nrole_arn = arn:aws:iam::123456789012:role/x\n`],
    [
      'invalid-value',
      `[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\ncredential_source = Environment\nrole_session_name = ${SECRET}\n`,
    ],
  ])('is not told by %s in %j', (ruleId, text) => {
    const told = said(text);
    expect(told.ruleIds).toContain(ruleId);
    // With dashes for what a name may not hold, it is a secret all the same.
    for (const part of [SECRET.slice(0, 20), SECRET.slice(21)]) expect(told.text.includes(part)).toBe(false);
  });
});
