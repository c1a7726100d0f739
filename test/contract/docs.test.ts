import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse as parseDotenvIndependently } from 'dotenv';
import { classify, createLinter, createSourceText, noFacts, parseModel, rules } from '@keyless/core';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = join(ROOT, 'docs/rules');
const SECTIONS = [
  'What it reports',
  'Why it matters',
  'Examples',
  'How to fix',
  'When to turn it off',
  'References',
];

const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: parseDotenvIndependently },
});

interface Example {
  readonly info: string;
  readonly verdict: 'correct' | 'incorrect';
  readonly file: string;
  readonly text: string;
}

/** The fenced blocks of a page's examples: ```` ```ini file=config incorrect ````. */
function examplesOf(page: string): readonly Example[] {
  const part = /^## Examples$([\s\S]*?)^## /mu.exec(page)?.[1] ?? '';
  return [...part.matchAll(/^```(.*)\n([\s\S]*?)^```$/gmu)].map(([, info = '', text = '']) => {
    const match = /^\w+ file=(\S+) (correct|incorrect)$/u.exec(info.trim());
    if (!match)
      throw new Error(`The head of an example must be: language file=NAME correct|incorrect, not: ${info}`);
    return { info, file: match[1]!, verdict: match[2] as Example['verdict'], text };
  });
}

function rulesThatReport(example: Example): ReadonlySet<string> {
  const path = example.file.includes('/') ? example.file : `.aws/${example.file}`;
  const kind = classify(`/${example.file}`) ?? classify(`/${path}`);
  if (!kind) throw new Error(`${example.file} is no file that Keyless judges`);
  const model = parseModel(`file:///${path}`, kind, createSourceText(example.text));
  // The examples lie in a repository whose ignore files do not cover them.
  const facts = { ...noFacts, git: { path, ignored: false, remedy: undefined } };
  return new Set(linter.lint(model, { facts }).findings.map((finding) => finding.ruleId));
}

it('there is one page a rule, and no other', () => {
  const pages = readdirSync(PAGES).filter((file) => file !== 'README.md');
  expect(pages.sort()).toEqual(rules.map((rule) => `${rule.meta.id}.md`).sort());
});

describe.each(rules.map((rule) => rule.meta.id))('%s', (id) => {
  const page = readFileSync(join(PAGES, `${id}.md`), 'utf8');

  it('has the right title and sections', () => {
    expect(page.split('\n')[0]).toBe(`# ${id}`);
    expect([...page.matchAll(/^## (.+)$/gmu)].map((match) => match[1])).toEqual(SECTIONS);
  });

  it('has text in every section', () => {
    for (const section of page.split(/^## .+$/mu).slice(1)) expect(section.trim()).not.toBe('');
  });

  const examples = examplesOf(page);
  it('shows what is wrong and what is right', () => {
    expect(new Set(examples.map((example) => example.verdict))).toEqual(new Set(['correct', 'incorrect']));
  });

  it.each(examples.map((example, index) => [`${index + 1}: ${example.info}`, example] as const))(
    'example %s is judged as it says',
    (_name, example) => {
      expect(rulesThatReport(example).has(id)).toBe(example.verdict === 'incorrect');
    },
  );
});

it('all links between our own pages lead somewhere', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']
    .concat(
      readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) =>
        join('docs', file),
      ),
    )
    .filter((file) => file.endsWith('.md'));
  const broken = pages.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/^```[\s\S]*?^```$/gmu, '');
    return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/gu)]
      .map((match) => match[1]!)
      .filter((target) => !existsSync(join(ROOT, dirname(file), target)))
      .map((target) => `${file} -> ${relative(ROOT, join(ROOT, dirname(file), target))}`);
  });
  expect(broken).toEqual([]);
});
