import type { RuleMeta } from '@keyless/core';
import type { Artefact } from './artefact.ts';
import { cliHelp } from './cli-help.ts';
import { configSchema } from './config-schema.ts';
import { docHead } from './doc-head.ts';
import { keysPage } from './keys-page.ts';
import { preCommitHooks } from './pre-commit-hooks.ts';
import { ruleIds, ruleIndex } from './rule-index.ts';
import { readmeTable, rulesReadme } from './rule-tables.ts';
import { settingsSchema } from './settings-schema.ts';

/** Everything that is made from the rules and tables. The index comes first, because the others are made from what it lists. */
export function artefacts(metas: readonly RuleMeta[]): readonly Artefact[] {
  return [
    ruleIds(metas.map((meta) => meta.id)),
    ruleIndex(metas.map((meta) => meta.id)),
    rulesReadme(metas),
    readmeTable(metas),
    settingsSchema(metas),
    configSchema(metas),
    cliHelp(),
    keysPage(),
    preCommitHooks(),
    ...metas.map(docHead),
  ];
}
