import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { Artefact } from './generate/artefact.ts';
import { guardrailTemplates } from './generate/guardrail-templates.ts';
import { ruleIds, ruleIndex } from './generate/rule-index.ts';

/**
 * `npm run generate` writes everything that is made from the rules; `-- --check` only tells what is stale and ends
 * with 1. The lists of rules and the texts of the guardrails are written before the rest is loaded, because the rest
 * imports them.
 */
const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const stale: string[] = [];
const ids = await idsOfFiles();
await update(ruleIds(ids));
await update(ruleIndex(ids));
await update(guardrailTemplates());
const { rules } = await import('@keyless/core');
const { artefacts } = (await import(
  pathToFileURL(join(import.meta.dirname, 'generate/artefacts.ts')).href
)) as typeof import('./generate/artefacts.ts');
for (const artefact of artefacts(rules.map((rule) => rule.meta))) await update(artefact);

if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}\nRun: npm run generate`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'Everything generated is fresh.');
}

async function idsOfFiles(): Promise<readonly string[]> {
  const files = await readdir(join(root, 'core/src/rules'));
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('.generated.'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

async function update(artefact: Artefact): Promise<void> {
  const path = join(root, artefact.path);
  const current = await readFile(path, 'utf8').catch(() => '');
  const next = await formatted(path, artefact.build(current));
  if (next === current) return;
  stale.push(artefact.path);
  if (!check) await writeFile(path, next);
}

/** Markdown goes through the formatter, so that a generated table is also a formatted one. */
async function formatted(path: string, text: string): Promise<string> {
  if (!path.endsWith('.md')) return text;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
