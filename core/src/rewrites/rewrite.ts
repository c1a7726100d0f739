import type { FixDeclaration, FixProposal, RuleContext } from '../rule-api/rule.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { STATIC_FIXES } from './static-fixes.ts';

/** What a rewrite may look at. */
export type RewriteContext = Pick<
  RuleContext,
  'model' | 'profiles' | 'facts' | 'settings' | 'readers' | 'once'
>;

/** What a rewrite to OIDC looks at: it needs no rule to be running. What it sees of facts and settings is noted with its plans. */
export interface OidcContext extends Pick<RewriteContext, 'model' | 'once'> {
  readonly facts: Pick<RewriteContext['facts'], 'oidcRoles' | 'called'>;
  readonly settings: Pick<RewriteContext['settings'], 'oidc'>;
}

/** A rewrite of static credentials as a fix. */
export type StaticFix = FixProposal<typeof STATIC_FIXES>;

/** What to do about a static credential. */
export interface Remedy {
  /** A full sentence for the message; says why no fix is offered where there is none. */
  readonly sentence: SafeText;
  /** Likeliest first, three at most; empty where the rewrite would be a guess. */
  readonly fixes: () => readonly StaticFix[];
}

/** Those of the fixes that a rule declares. */
export function declaredOf<Id extends keyof typeof STATIC_FIXES>(
  declared: Readonly<Record<Id, FixDeclaration>>,
  fixes: readonly StaticFix[],
): readonly Extract<StaticFix, { fixId: Id }>[] {
  return fixes.filter((fix): fix is Extract<StaticFix, { fixId: Id }> => Object.hasOwn(declared, fix.fixId));
}
