import type { CredentialSet } from '../aws/credential-set.ts';
import { holdsDummiesOnly } from '../aws/credentials/dummy-key.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import type { Placeholder } from '../rule-api/rule.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';
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

const NO_SOURCE = safe`Let the profile assume a role from a source that does not lead back to it.`;

/** Rewrites every pasted session among the given credentials, each from its likeliest source, as one edit. */
export function sessionsToRoles(sets: readonly CredentialSet[], context: RewriteContext): SessionsRewrite {
  const plans = new Map<string, RolePlan>();
  const left: { what: SafeText; remedy: SafeText }[] = [];
  const seen = new Set<string>();
  for (const set of sets) {
    if (set.owner.type !== 'profile' || !isSessionSet(set) || seen.has(set.owner.section.name)) continue;
    if (holdsDummiesOnly(set)) continue;
    seen.add(set.owner.section.name);
    const planned = planRole(set.owner.section, set, context);
    const plan =
      'refusal' in planned ? undefined : planned.plans().find((one) => !closesCircle(one, plans, context));
    if (plan) plans.set(plan.profile, plan);
    else left.push({ what: set.label, remedy: 'refusal' in planned ? planned.refusal : NO_SOURCE });
  }
  const changes = plans.size === 0 ? undefined : changesOf([...plans.values()], context);
  return changes
    ? { ...changes, rewritten: plans.size, left }
    : { edits: [], elsewhere: [], rewritten: 0, left };
}

/** Whether a plan's source, which may be about to become a role itself, gets its credentials from the plan's profile. */
function closesCircle(
  { profile, source }: RolePlan,
  plans: ReadonlyMap<string, RolePlan>,
  { profiles }: RewriteContext,
): boolean {
  const visited = new Set<string>();
  let name: string | undefined = source.name;
  while (name !== undefined && !visited.has(name)) {
    if (name === profile) return true;
    visited.add(name);
    name = plans.get(name)?.source.name ?? sourceOf(name, profiles);
  }
  return false;
}

function sourceOf(name: string, profiles: ProfileGraph): string | undefined {
  const provider = profiles.providerOf(name, { asSource: true });
  return provider.type === 'role' && provider.source.type === 'profile' ? provider.source.name : undefined;
}
