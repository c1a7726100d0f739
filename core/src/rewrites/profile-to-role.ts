import { safeName } from '../secret/safe-text.ts';
import type { RewriteContext, StaticFix } from './rewrite.ts';
import { changesOf } from './role/role-fix.ts';
import type { RolePlan } from './role/role-plan.ts';

/**
 * Turns pasted keys into a role that is assumed anew whenever its session ends. The profile keeps its name, so that
 * whoever uses it needs no change. One fix a possible source, the likeliest first.
 */
export function profileToRole(plans: readonly RolePlan[], context: RewriteContext): readonly StaticFix[] {
  return plans.flatMap((plan, index) => {
    const changes = changesOf([plan], context);
    if (!changes) return [];
    const { role, source } = plan;
    const data = { role: role.shown, source: safeName(source.name) };
    return [{ fixId: 'rewrite-to-role' as const, data, ...changes, preferred: index === 0 }];
  });
}
