import type { FixDeclaration } from '../rule-api/rule.ts';

/** The rewrites: whichever of them fits mends the key, the secret and the token together. */
export const REWRITES = {
  'rewrite-to-role': { title: 'Assume {role} from profile {source} instead', applicability: 'review' },
  'rewrite-to-profile': { title: 'Use profile {profile} instead of the keys', applicability: 'review' },
  'rewrite-to-oidc': {
    title: 'Assume {role} through OIDC instead of the keys{extent}',
    applicability: 'review',
  },
  'use-service-role': {
    title: "Delete the keys and use the project's service role",
    applicability: 'review',
  },
} as const satisfies Record<string, FixDeclaration>;

/** The fixes of the rules that also look at lines which are commented out. */
export const STATIC_FIXES = {
  ...REWRITES,
  'delete-commented-key': { title: 'Delete the commented-out line', applicability: 'review' },
} as const satisfies Record<string, FixDeclaration>;
