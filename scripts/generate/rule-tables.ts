import { CATEGORIES, type RuleMeta } from '@keyless/core';
import { betweenMarkers, type Artefact } from './artefact.ts';
import { kindNames } from './kind-names.ts';

/** The table of all rules in the README. */
export function readmeTable(metas: readonly RuleMeta[]): Artefact {
  return {
    path: 'README.md',
    build: (current) => betweenMarkers(current, 'rules', table(metas, 'docs/rules/')),
  };
}

/** The index of the rule pages, by category. */
export function rulesReadme(metas: readonly RuleMeta[]): Artefact {
  const parts = CATEGORIES.flatMap((category) => {
    const members = metas.filter((meta) => meta.category === category);
    return members.length === 0 ? [] : [`## ${category}`, table(members, '')];
  });
  const text = ['# Rules', 'Made by `npm run generate` from the rules themselves.', ...parts].join('\n\n');
  return { path: 'docs/rules/README.md', build: () => `${text}\n` };
}

function table(metas: readonly RuleMeta[], base: string): string {
  const rows = metas.map(
    (meta) =>
      `| [\`${meta.id}\`](${base}${meta.id}.md) | ${meta.severity} | ${meta.summary} | ${kindNames(meta)} |`,
  );
  return ['| rule | severity | what it asks | files |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
