import type { DocumentModel } from '../model/document-model.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import type { Collected } from './collected.ts';
import type { ContextMaker, Reach } from './contexts.ts';
import { toDraft, type ActiveRule, type Reported } from './draft.ts';
import type { PartRules, Said } from './part-judge.ts';
import type { Guest } from './walk.ts';

/** One judgement of a document. */
export interface Run {
  readonly model: DocumentModel;
  readonly reach: Reach;
  readonly plain: ContextMaker;
  readonly collected: Collected;
}

/** Makes the visitors of rules; what they say is kept until it is taken. */
export function invite(
  { model, collected }: Run,
  rules: readonly ActiveRule[],
  contexts: ContextMaker,
): PartRules {
  let said: Said[] = [];
  const hear = (reported: Reported): void => {
    said.push({ reported, draft: toDraft(reported, model) });
  };
  return {
    guests: guestsOf(rules, contexts, hear, collected),
    take: () => {
      const taken = said;
      said = [];
      return taken;
    },
  };
}

/** Makes the visitors of rules. One that throws is left out, and told of. */
export function guestsOf(
  rules: readonly ActiveRule[],
  contexts: ContextMaker,
  hear: (reported: Reported) => void,
  collected: Collected,
): readonly Guest[] {
  return rules.flatMap(({ rule, chosen }): readonly Guest[] => {
    const ruleId = rule.meta.id;
    const report: RuleContext['report'] = (one) => hear({ rule, chosen, report: one });
    try {
      return [{ ruleId, visitor: rule.create(contexts(report)), broken: false }];
    } catch (error) {
      collected.fail(ruleId, error);
      return [];
    }
  });
}
