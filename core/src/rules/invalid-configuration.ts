import type { ConfigurationProblem } from '../configuration/configuration.ts';
import { readConfiguration } from '../configuration/read-configuration.ts';
import type { YamlDocument } from '../documents/yaml/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { RULE_IDS } from '../rule-api/rule-ids.generated.ts';
import { safe } from '../secret/safe-text.ts';

/** A team that turns a rule off and writes its id wrong has turned nothing off; the file must say so. */
export default defineRule({
  meta: {
    id: 'invalid-configuration',
    summary: 'Write keys and values in .keyless.yaml that Keyless knows',
    category: 'Configuration',
    documents: ['keyless-config'],
    severity: 'error',
    confidence: 'high',
    messages: {
      unreadable: 'This is no YAML that can be read, so settings of this file may be missing. {reason}',
      unknownKey: 'There is no setting {key}, so this has no effect. The settings here are {known}.',
      unknownRule: 'There is no rule {key}, so this has no effect. keyless rules lists them.',
      misspeltRule: 'There is no rule {key}, so this has no effect. Did you mean {near}?',
      wrongValue: '{key} takes {expected}, so what stands here is ignored. Write one.',
      noMap:
        'This file is no map of settings, so nothing in it has any effect. Write settings as key: value.',
      duplicateKey: '{key} stands a second time, and only the first one counts. Delete one of them.',
      baseline: 'The baseline cannot be used: {reason}. Make it anew with keyless baseline write.',
      noBaseline:
        'The baseline cannot be used: {reason}. Name another file, which keyless baseline write then makes.',
      misnamed:
        'Keyless reads .keyless.yaml, not .keyless.yml, so nothing in this file has any effect. Rename it.',
    },
    fixes: {
      'use-nearest': { title: 'Use {near}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [],
    cwe: [],
  },
  create: (context) => ({
    documentEnd: () => {
      const { document } = context.model;
      if (document.format !== 'yaml') return;
      if (document.uri.endsWith('.yml')) {
        const [start, end] = document.trees[0]?.contents?.range ?? [0, 0];
        const range = { start, end: Math.min(end, firstLineEnd(document, start)) };
        context.report({ messageId: 'misnamed', range, data: {}, anchor: safe`name` });
        return;
      }
      const { configuration, problems } = readConfiguration(document, RULE_IDS);
      for (const problem of problems) context.report(reportOf(problem));
      const { baselineProblem } = context.facts;
      if (baselineProblem && configuration.baseline)
        context.report({
          messageId: baselineProblem.isReplaceable ? 'baseline' : 'noBaseline',
          range: configuration.baseline.range,
          data: { reason: baselineProblem.reason },
          anchor: safe`baseline`,
        });
    },
  }),
});

function firstLineEnd({ source: { lines } }: YamlDocument, start: number): number {
  return lines.lineEnd(lines.positionAt(start).line);
}

function reportOf(problem: ConfigurationProblem) {
  const { range, key } = problem;
  const place = { range, anchor: key };
  switch (problem.type) {
    case 'unreadable':
      return { ...place, messageId: 'unreadable', data: { reason: problem.reason } } as const;
    case 'unknown-key':
      return { ...place, messageId: 'unknownKey', data: { key, known: problem.known } } as const;
    case 'wrong-value':
      return { ...place, messageId: 'wrongValue', data: { key, expected: problem.expected } } as const;
    case 'no-map':
      return { ...place, messageId: 'noMap', data: {} } as const;
    case 'duplicate-key':
      return { ...place, messageId: 'duplicateKey', data: { key } } as const;
    case 'unknown-rule': {
      const { near } = problem;
      if (near === undefined) return { ...place, messageId: 'unknownRule', data: { key } } as const;
      const fixes = () => [
        {
          fixId: 'use-nearest' as const,
          data: { near },
          edits: [{ ...range, newText: near }],
          preferred: true,
        },
      ];
      return { ...place, messageId: 'misspeltRule', data: { key, near }, fixes } as const;
    }
  }
}
