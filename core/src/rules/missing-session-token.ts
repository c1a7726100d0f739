import { defineRule } from '../rule-api/define-rule.ts';

/**
 * What goes wrong in real life.
 * https://docs.aws.amazon.com/ (the page that says so)
 */
export default defineRule({
  meta: {
    id: 'missing-session-token',
    summary: 'Say what to do in one sentence',
    category: 'Static credentials',
    documents: ['aws-config'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      found: 'What is wrong and what it causes. What to do',
    },
    fixes: {},
    since: '0.1.0',
    references: [],
    cwe: [],
  },
  create: () => ({}),
});
