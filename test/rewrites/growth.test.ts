import { parse as parseDotenv } from 'dotenv';
import { createLinter, createSourceText, parseModel, rules } from '@keyless/core';
import { expect, it } from 'vitest';

const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: parseDotenv },
});

/** A config file with a pasted session in each of its profiles. */
function pasted(profiles: number): string {
  const session = [
    'aws_access_key_id = ASIAQ3EGRT7YHXW5KLMN',
    'aws_secret_access_key = vT9xGq2LmZ7pRw4KcN8sJd1FhYb6UeAo3iXk5EtQ',
    `aws_session_token = IQoJb3JpZ2luX2VjE${'Fh7'.repeat(40)}==`,
    'region = eu-west-1',
  ];
  return Array.from({ length: profiles }, (_, at) => [`[profile p${at}]`, ...session, ''].join('\n')).join(
    '\n',
  );
}

/** How long it takes to make every fix of a file, in milliseconds, judging left out. */
function timeOfFixes(profiles: number): number {
  const model = parseModel('file:///h/.aws/config', 'aws-config', createSourceText(pasted(profiles)));
  const { findings } = linter.lint(model);
  const start = performance.now();
  const fixes = findings.flatMap((finding) => finding.fixes);
  const taken = performance.now() - start;
  expect(fixes.length).toBeGreaterThanOrEqual(profiles);
  return taken;
}

it('making all fixes grows as the file does', () => {
  timeOfFixes(100);
  // Whatever else the machine does only ever adds to a time, so the shortest of several tells most.
  const shortest = (profiles: number): number =>
    Math.min(...Array.from({ length: 3 }, () => timeOfFixes(profiles)));
  const [few, many] = [shortest(150), shortest(1200)];
  // Eight times as many; work that looks at the whole file for each fix takes more than forty times as long.
  expect(many / few).toBeLessThan(24);
}, 120_000);
