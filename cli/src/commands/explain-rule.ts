import { rulePageUrl, rules as allRules, UNUSED_SUPPRESSION } from '@keyless/core';
import type { ExplainRuleCommand } from '../args/explain-rule.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { pageText } from '../page-text.ts';
import { unknownRule } from '../unknown-rule.ts';

/** `keyless explain-rule`: prints the page of a rule. */
export async function explainRule({ ruleId }: ExplainRuleCommand, io: CliIo): Promise<number> {
  const ids = [...(io.rules ?? allRules).map((rule) => rule.meta.id), UNUSED_SUPPRESSION];
  if (!ids.includes(ruleId)) {
    await io.stderr.write(`keyless: ${unknownRule(ruleId, ids)}\n`);
    return EXIT.usage;
  }
  const page = await io.rulePage?.(ruleId);
  await io.stdout.write(page === undefined ? `${rulePageUrl(ruleId)}\n` : pageText(page));
  return EXIT.clean;
}
