import { rules as allRules, rulePageUrl, type RuleMeta } from '@keyless/core';
import type { RulesCommand } from '../args/rules.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { tableText } from '../table.ts';

/** `keyless rules`: lists the rules that `check` judges by. */
export async function listRules({ json }: RulesCommand, io: CliIo): Promise<number> {
  const metas = (io.rules ?? allRules).map((rule) => rule.meta);
  await io.stdout.write(json ? rulesJson(metas) : rulesText(metas));
  return EXIT.clean;
}

function rulesText(metas: readonly RuleMeta[]): string {
  return tableText([
    ['RULE', 'SEVERITY', 'FIXES', 'WHAT IT ASKS'],
    ...metas.map((meta) => [meta.id, meta.severity, fixesOf(meta), meta.summary]),
  ]);
}

/** `safe` where one of the fixes can be applied unasked. */
function fixesOf({ fixes }: RuleMeta): string {
  const all = Object.values(fixes);
  if (all.length === 0) return '-';
  return all.some(({ applicability }) => applicability === 'safe') ? 'safe' : 'review';
}

function rulesJson(metas: readonly RuleMeta[]): string {
  const rules = metas.map(
    ({ id, summary, category, documents, severity, confidence, fixes, since, references, cwe }) => ({
      id,
      summary,
      category,
      documents,
      severity,
      confidence,
      fixes: Object.entries(fixes).map(([fixId, { title, applicability }]) => ({
        id: fixId,
        title,
        applicability,
      })),
      since,
      page: rulePageUrl(id),
      references,
      cwe,
    }),
  );
  return `${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`;
}
