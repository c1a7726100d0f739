import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter, createSourceText, parseModel, rules } from '@keyless/core';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const file = path.resolve(import.meta.dirname, '../../snippets/aws-config.json');
const snippets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Snippet>>);
const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: (text) => parse(text) },
});

/** What stands there when a person accepts every proposal. */
function expand(body: readonly string[]): string {
  const text = body.join('\n');
  const values = new Map([...text.matchAll(/\$\{(\d+):([^}]*)\}/gu)].map(([, stop, value]) => [stop, value]));
  return text
    .replaceAll(/\$\{(\d+):([^}]*)\}/gu, '$2')
    .replaceAll(/\$(\d+)/gu, (_stop, number: string) => (number === '0' ? '' : values.get(number)!));
}

describe('snippets of AWS config files', () => {
  it.each(snippets)('%s is a config that nothing is wrong with', (_name, { body }) => {
    // The profiles that its placeholders name.
    const around =
      '[default]\nlogin_session = arn:aws:iam::111122223333:user/me\n\n[profile role]\nregion = eu-central-1\n\n';
    const source = createSourceText(around + expand(body));
    const model = parseModel('file:///home/.aws/config', 'aws-config', source);
    expect(model.document.problems).toEqual([]);
    expect(linter.lint(model).findings.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it.each(snippets)('%s can be told from others, and ends where typing goes on', (_name, snippet) => {
    expect(snippet.description).toMatch(/^[A-Z].*\(config file\)$/u);
    expect(snippet.body.at(-1)).toBe('$0');
    const others = snippets.flatMap(([, one]) => (one === snippet ? [] : one.prefix));
    expect(others.filter((prefix) => snippet.prefix.includes(prefix))).toEqual([]);
  });
});
