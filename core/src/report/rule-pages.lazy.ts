/**
 * The pages of the rules as modules of text. esbuild turns the pattern into a table of all of them, and makes a bundle of
 * its own of this file, because few who start a program ask for a page; without a bundle there is nothing that could import
 * Markdown, and there are no pages.
 */
export function rulePage(ruleId: string): Promise<unknown> {
  return import(`../../../docs/rules/${ruleId}.md`) as Promise<unknown>;
}

/** What explains the comments that silence rules. */
export function suppressionsPage(): Promise<unknown> {
  return import('../../../docs/suppressions.md');
}
