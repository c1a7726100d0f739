import type { Artefact } from './artefact.ts';

/** The list of rules that the engine is composed with, made from the names of the rule files. */
export function ruleIndex(ids: readonly string[]): Artefact {
  const imports = ids.map((id) => `import ${identifier(id)} from './${id}.ts';`);
  const lines = [
    '// Made by `npm run generate` from the files of this folder. Do not edit.',
    "import type { Rule } from '../rule-api/rule.ts';",
    ...imports,
    '',
    '/** All rules, by id. */',
    'export const rules: readonly Rule[] = [',
    ...ids.map((id) => `  ${identifier(id)},`),
    '] as readonly Rule[];',
    '',
  ];
  return { path: 'core/src/rules/index.generated.ts', build: () => lines.join('\n') };
}

/** The ids of all rules, for a rule that may know no other one. */
export function ruleIds(ids: readonly string[]): Artefact {
  const lines = [
    '// Made by `npm run generate` from the files of core/src/rules. Do not edit.',
    '/** The ids of all rules. */',
    'export const RULE_IDS: readonly string[] = [',
    ...ids.map((id) => `  '${id}',`),
    '];',
    '',
  ];
  return { path: 'core/src/rule-api/rule-ids.generated.ts', build: () => lines.join('\n') };
}

function identifier(id: string): string {
  return id.replaceAll(/-(\w)/gu, (_whole, letter: string) => letter.toUpperCase());
}
