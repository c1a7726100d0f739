import { createSourceText, safe, type Rule, type RuleMeta } from '@keyless/core';

const meta = {
  summary: 'Be a rule of a test',
  category: 'Environment files',
  documents: ['dotenv', 'aws-config'],
  severity: 'warning',
  confidence: 'high',
  messages: { found: 'Found something. Change it.' },
  fixes: {
    'to-new': { title: 'Write new', applicability: 'safe' },
    'to-other': { title: 'Write other', applicability: 'review' },
  },
  since: '0.1.0',
  references: [],
  cwe: [],
} as const satisfies Omit<RuleMeta, 'id'>;

/** Finds a word and replaces it, as a safe fix or as one to review. */
function wordRule(id: string, word: string, fixId: 'to-new' | 'to-other', newText: string): Rule {
  return {
    meta: { ...meta, id },
    create: (context) => ({
      documentEnd: () => {
        for (const { index } of context.model.document.source.text.matchAll(new RegExp(word, 'gu'))) {
          const range = { start: index, end: index + word.length };
          const fixes = () => [{ fixId, data: {}, edits: [{ ...range, newText }] }];
          context.report({ messageId: 'found', range, data: {}, anchor: safe`word`, fixes });
        }
      },
    }),
  };
}

/** `old` becomes `new`: nothing is lost. */
export const safeRule = wordRule('safe-rule', 'old', 'to-new', 'new');
/** `mine` becomes `yours`: somebody should look at that. */
export const reviewRule = wordRule('review-rule', 'mine', 'to-other', 'yours');

/** A rule with a mistake in it, whose error quotes the document. */
export const brokenRule: Rule = {
  meta: { ...meta, id: 'broken-rule' },
  create: ({ model }) => ({
    documentEnd: () => {
      throw new Error(createSourceText(model.document.source.text).text);
    },
  }),
};
