import { UNUSED_SUPPRESSION } from '../engine/suppressions.ts';

/** The Markdown of a rule's page, which is shipped beside the program that asks; `undefined` where there is none. */
export async function bundledRulePage(ruleId: string): Promise<string | undefined> {
  try {
    return textOf(await load(ruleId));
  } catch {
    return undefined;
  }
}

async function load(ruleId: string): Promise<unknown> {
  const pages = await import('./rule-pages.lazy.ts');
  return ruleId === UNUSED_SUPPRESSION ? pages.suppressionsPage() : pages.rulePage(ruleId);
}

function textOf(page: unknown): string | undefined {
  if (typeof page !== 'object' || page === null || !('default' in page)) return undefined;
  return typeof page.default === 'string' ? page.default : undefined;
}
