import { UNUSED_SUPPRESSION } from '../engine/suppressions.ts';

/**
 * The Markdown of a rule's page. esbuild turns the pattern into a table of all pages as texts, which the bundle carries;
 * without a bundle there is nothing that could import Markdown, and there are no pages.
 */
export async function bundledRulePage(ruleId: string): Promise<string | undefined> {
  try {
    return textOf(await load(ruleId));
  } catch {
    return undefined;
  }
}

function load(ruleId: string): Promise<unknown> {
  if (ruleId === UNUSED_SUPPRESSION) return import('../../../docs/suppressions.md');
  return import(`../../../docs/rules/${ruleId}.md`) as Promise<unknown>;
}

function textOf(page: unknown): string | undefined {
  if (typeof page !== 'object' || page === null || !('default' in page)) return undefined;
  return typeof page.default === 'string' ? page.default : undefined;
}
