import { UNUSED_SUPPRESSION } from '../../engine/suppressions.ts';
import type { RuleMeta } from '../../rule-api/rule.ts';
import type { Severity } from '../../rule-api/severity.ts';
import { rulePageUrl } from '../rule-page.ts';
import type { SarifLevel, SarifRule } from './sarif-log.ts';

/** SARIF has no hints. */
export function levelOf(severity: Severity): SarifLevel {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

/**
 * What GitHub shows as high, medium and low: scores of CVSS from 7, from 4 and below. Only rules about a weakness of
 * the CWE list have one: a mistake that merely fails is no vulnerability.
 */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  error: '8.0',
  warning: '5.5',
  info: '3.0',
  hint: '1.0',
};

const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
  hint: 'recommendation',
};

/** Describes a rule; `page` is the Markdown of its page, where the host has it. */
export function sarifRule(meta: RuleMeta, page: string | undefined): SarifRule {
  const { id, summary, severity, confidence, category, cwe } = meta;
  const sentence = `${summary}.`;
  const url = rulePageUrl(id);
  return {
    id,
    shortDescription: { text: sentence },
    fullDescription: { text: sentence },
    help: { text: `${sentence} ${url}`, ...(page !== undefined && { markdown: page }) },
    helpUri: url,
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      category,
      precision: confidence,
      'problem.severity': PROBLEM_SEVERITY[severity],
      tags: tagsOf(cwe),
      ...(cwe.length > 0 && { 'security-severity': SECURITY_SEVERITY[severity] }),
    },
  };
}

function tagsOf(cwe: readonly number[]): readonly string[] {
  return cwe.length === 0
    ? ['aws']
    : ['aws', 'security', ...cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, '0')}`)];
}

/** The comment that silences nothing, which no rule reports. */
export function unusedSuppressionRule(page: string | undefined): SarifRule {
  const text = 'Remove comments that silence nothing.';
  const url = rulePageUrl(UNUSED_SUPPRESSION);
  return {
    id: UNUSED_SUPPRESSION,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: `${text} ${url}`, ...(page !== undefined && { markdown: page }) },
    helpUri: url,
    defaultConfiguration: { level: 'note' },
    properties: { precision: 'high', 'problem.severity': 'recommendation', tags: ['aws'] },
  };
}
