import { RULE_PAGE_REQUEST, type RulePageResult } from '../protocol.ts';
import type { Services } from '../services.ts';
import { isRecord } from '../workspace/client.ts';
import type { Feature } from './feature.ts';

/** Answers `keyless/rulePage`. Only ids of rules reach the host, which makes file names of them. */
export function startRulePages({ connection, guard, host, knownRules }: Services): Feature {
  const read = async (params: unknown): Promise<RulePageResult> => {
    const ruleId = isRecord(params) ? params['ruleId'] : undefined;
    if (typeof ruleId !== 'string' || !knownRules.has(ruleId)) return null;
    return (await host.rulePage(ruleId)) ?? null;
  };
  connection.onRequest(RULE_PAGE_REQUEST, guard.request<unknown, RulePageResult>('A rule page', null, read));
  return { capabilities: {} };
}
