import type { SafeText } from '../secret/safe-text.ts';
import { UNUSED_SUPPRESSION } from '../engine/suppressions.ts';

/** Where the project's pages are published; equal to `homepage` of the manifest, which a test compares. */
export const HOMEPAGE = 'https://github.com/keyless-for-aws/keyless';

/** The page that explains a rule, for people and for `codeDescription.href`. */
export function rulePageUrl(ruleId: string): SafeText {
  const page = ruleId === UNUSED_SUPPRESSION ? 'docs/suppressions.md' : `docs/rules/${ruleId}.md`;
  return `${HOMEPAGE}/blob/main/${page}` as SafeText;
}
