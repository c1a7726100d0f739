import type { CredentialSet } from '../aws/credential-set.ts';
import type { Placeholder } from '../rule-api/rule.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { FileChange } from '../text/file-change.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { RewriteContext } from './rewrite.ts';
import { isSessionSet } from './role/profile-places.ts';
import { changesOf } from './role/role-fix.ts';
import { planRole, type RolePlan } from './role/role-plan.ts';

/** What becomes of a config or credentials file when all of its pasted sessions are to go. */
export interface SessionsRewrite {
  /** Empty where nothing can be rewritten. */
  readonly edits: readonly TextEdit[];
  readonly elsewhere: readonly FileChange[];
  readonly placeholder?: Placeholder;
  /** How many profiles become roles. */
  readonly rewritten: number;
  /** What is left to a person, and what to do about it. */
  readonly left: readonly { readonly what: SafeText; readonly remedy: SafeText }[];
}

/** Rewrites every pasted session among the given credentials, each from its likeliest source, as one edit. */
export function sessionsToRoles(sets: readonly CredentialSet[], context: RewriteContext): SessionsRewrite {
  const plans: RolePlan[] = [];
  const left: { what: SafeText; remedy: SafeText }[] = [];
  const seen = new Set<string>();
  for (const set of sets) {
    if (set.owner.type !== 'profile' || !isSessionSet(set) || seen.has(set.owner.section.name)) continue;
    seen.add(set.owner.section.name);
    const planned = planRole(set.owner.section, set, context);
    if ('refusal' in planned) left.push({ what: set.label, remedy: planned.refusal });
    else plans.push(...planned.plans().slice(0, 1));
  }
  const changes = plans.length === 0 ? undefined : changesOf(plans, context);
  return changes
    ? { ...changes, rewritten: plans.length, left }
    : { edits: [], elsewhere: [], rewritten: 0, left };
}
