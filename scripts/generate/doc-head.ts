import type { RuleMeta } from '@keyless/core';
import { betweenMarkers, type Artefact } from './artefact.ts';
import { kindNames } from './kind-names.ts';

/** The head of a rule's page: all that its meta tells. The prose below it is written by hand. */
export function docHead(meta: RuleMeta): Artefact {
  const fixes = Object.entries(meta.fixes).map(
    ([id, fix]) => `| Fix \`${id}\` (${fix.applicability}) | ${withPlaceholders(fix.title)} |`,
  );
  const body = [
    `${meta.summary}.`,
    '',
    '| | |',
    '| --- | --- |',
    `| Severity | ${meta.severity} |`,
    `| Confidence | ${meta.confidence} |`,
    `| Files | ${kindNames(meta)} |`,
    ...fixes,
    `| Since | ${meta.since} |`,
  ].join('\n');
  return { path: `docs/rules/${meta.id}.md`, build: (current) => betweenMarkers(current, 'head', body) };
}

/** `{role}` of a title as *role*. */
function withPlaceholders(title: string): string {
  return title.replaceAll(/\{(\w+)\}/gu, '*$1*');
}
