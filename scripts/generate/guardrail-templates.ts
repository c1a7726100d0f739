import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artefact } from './artefact.ts';

const FOLDER = join(import.meta.dirname, '../../guardrails');

/** The files of `guardrails` as texts, which every bundle can carry. */
export function guardrailTemplates(): Artefact {
  const names = readdirSync(FOLDER).sort();
  const entries = names.map(
    (name) => `  ${JSON.stringify(name)}: ${JSON.stringify(readFileSync(join(FOLDER, name), 'utf8'))},`,
  );
  const lines = [
    '// Made by `npm run generate` from the folder guardrails. Do not edit.',
    'export const TEMPLATES = {',
    ...entries,
    '} as const;',
    '',
    'export type TemplateName = keyof typeof TEMPLATES;',
    '',
  ];
  return { path: 'core/src/guardrails/templates.generated.ts', build: () => lines.join('\n') };
}
