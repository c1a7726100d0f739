import type { Rule, RuleMeta } from './rule.ts';

/** Types a rule by its own messages and fixes, and freezes what is said about it. */
export function defineRule<const Meta extends RuleMeta>(rule: Rule<Meta>): Rule<Meta> {
  return Object.freeze({ ...rule, meta: Object.freeze(rule.meta) });
}
