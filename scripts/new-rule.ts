import { spawnSync } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** `npm run new-rule -- <id>` writes the three things that a rule is, then generates the rest. */
const root = join(import.meta.dirname, '..');
const id = process.argv[2] ?? '';

if (!/^[a-z]+(?:-[a-z]+)+$/u.test(id)) {
  console.error(
    'Usage: npm run new-rule -- <id>, the id in kebab-case, naming the problem: stale-session-key',
  );
  process.exit(2);
}

const files: Readonly<Record<string, string>> = {
  [`core/src/rules/${id}.ts`]: ruleFile(),
  [`docs/rules/${id}.md`]: page(),
  [`test/rules/fixtures/${id}/valid/clean/config`]: '[profile dev]\nregion = eu-west-1\n',
  [`test/rules/fixtures/${id}/invalid/first/config`]: '[profile dev]\nregion = eu-west-1\n',
  [`test/rules/fixtures/${id}/invalid/second/config`]: '[profile dev]\nregion = eu-west-1\n',
};

for (const path of Object.keys(files)) {
  if (await exists(join(root, path))) {
    console.error(`${path} exists already. Nothing was written.`);
    process.exit(1);
  }
}
for (const [path, text] of Object.entries(files)) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  console.log(`Written: ${path}`);
}
const generate = spawnSync('npm', ['run', '--silent', 'generate'], { cwd: root, stdio: 'inherit' });
console.log('Next: write the rule, its page and its fixtures, then run: npx vitest run test/rules -u');
process.exitCode = generate.status ?? 1;

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function ruleFile(): string {
  return `import { defineRule } from '../rule-api/define-rule.ts';

/**
 * What goes wrong in real life.
 * https://docs.aws.amazon.com/ (the page that says so)
 */
export default defineRule({
  meta: {
    id: '${id}',
    summary: 'Say what to do in one sentence',
    category: 'Static credentials',
    documents: ['aws-config'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      found: 'What is wrong and what it causes. What to do',
    },
    fixes: {},
    since: '0.1.0',
    references: [],
    cwe: [],
  },
  create: () => ({}),
});
`;
}

function page(): string {
  const sections = [
    'What it reports',
    'Why it matters',
    'Examples',
    'How to fix',
    'When to turn it off',
    'References',
  ];
  return `# ${id}\n\n<!-- head:start -->\n\n<!-- head:end -->\n${sections.map((title) => `\n## ${title}\n`).join('')}`;
}
