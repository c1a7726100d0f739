import type { RuleMeta } from '../rule-api/rule.ts';

/** What tests of the engine say of a rule where nothing hangs on it. */
export const MADE_UP = {
  summary: 'For tests',
  category: 'Duration',
  documents: ['aws-config'],
  severity: 'warning',
  confidence: 'high',
  messages: {},
  fixes: {},
  since: '0.1.0',
  references: [],
  cwe: [],
} as const satisfies Omit<RuleMeta, 'id'>;
