import type { DocumentModel } from '../model/document-model.ts';
import type { Rule } from '../rule-api/rule.ts';
import { judgeByJob } from './by-job.ts';
import { judgeBySection } from './by-section.ts';
import { Collected } from './collected.ts';
import { plainContexts, type Reach } from './contexts.ts';
import { toDraft, toFixes, type ActiveRule, type Reported } from './draft.ts';
import { NOTHING_FOUND, type Finding, type LintResult } from './finding.ts';
import type { KeptParts } from './kept-parts.ts';
import type { LastGuests } from './last-guests.ts';
import { guestsOf, type Run } from './run.ts';
import { applySuppressions } from './suppressions.ts';
import { walk, type Guest } from './walk.ts';

/** What a run needs besides the document. */
export interface RunOptions extends Reach {
  readonly rules: readonly Rule[];
  /** Fingerprints of findings that the baseline knows. */
  readonly baseline?: ReadonlySet<string> | undefined;
  /** What earlier runs have found out about parts of files. It changes how long a run takes, and nothing else. */
  readonly kept?: KeptParts;
  /** Holds the visitors until the next run over a document of this kind. */
  readonly last?: LastGuests;
}

/**
 * Judges a document: one walk for all rules, then suppressions. Findings come in document order, then by rule id. One
 * broken rule does not take the others with it.
 */
export function runRules(model: DocumentModel, options: RunOptions): LintResult {
  if (!model.isWhatItIsCalled) return NOTHING_FOUND;
  // Noting what was looked at takes a tenth longer, so it is done for files that are being edited.
  const kept = model.isRevision ? options.kept : undefined;
  const result = judge(model, options, kept);
  if (result.failures.length === 0 || !kept) return result;
  // A rule that has thrown is shown nothing more, so what was kept may say more than a run without it, or less.
  kept.forget();
  return judge(model, options, undefined);
}

function judge(model: DocumentModel, options: RunOptions, kept: KeptParts | undefined): LintResult {
  const { document } = model;
  const run: Run = {
    model,
    reach: options,
    plain: plainContexts(model, options),
    collected: new Collected(document.kind === 'github-workflow' || document.kind === 'github-action'),
  };
  const rules = options.rules.flatMap((rule): readonly ActiveRule[] => {
    const level = options.settings.rules[rule.meta.id];
    return level === 'off' || !rule.meta.documents.includes(document.kind) ? [] : [{ rule, chosen: level }];
  });
  const guests = walkParts(run, rules, kept);
  options.last?.hold(document, guests);
  const ids = new Set(guests.map(({ ruleId }) => ruleId));
  const { collected } = run;
  const { findings, suppressed } = applySuppressions(document, collected.sorted(), ids);
  return {
    ...setAsideKnown(findings, options.baseline),
    suppressed,
    failures: collected.failures,
    validUntil: options.time.validUntil,
  };
}

/** Of a file that is edited, shows jobs or sections one by one to the rules that can do with that. */
function walkParts(run: Run, rules: readonly ActiveRule[], kept: KeptParts | undefined): readonly Guest[] {
  const { document, workflow } = run.model;
  if (!kept) return walkAll(run, rules);
  if (workflow) return judgeByJob(run, workflow, rules, kept);
  if (document.format !== 'ini') return walkAll(run, rules);
  const ofSections = rules.filter(({ rule }) => rule.bySection);
  const others = rules.filter((one) => !ofSections.includes(one));
  return [...walkAll(run, others), ...judgeBySection(run, document, ofSections, kept)];
}

function setAsideKnown(
  findings: readonly Finding[],
  baseline: ReadonlySet<string> | undefined,
): Pick<LintResult, 'findings' | 'known'> {
  if (!baseline || baseline.size === 0) return { findings, known: [] };
  const isKnown = ({ fingerprint }: Finding): boolean => baseline.has(fingerprint);
  return { findings: findings.filter((one) => !isKnown(one)), known: findings.filter(isKnown) };
}

/** Shows everything to rules that say what they say of the document as a whole. */
function walkAll(run: Run, rules: readonly ActiveRule[]): readonly Guest[] {
  const { model, collected } = run;
  const hear = (reported: Reported): void => {
    collected.add(toDraft(reported, model), () => toFixes(reported, model.document));
  };
  const guests = guestsOf(rules, run.plain, hear, collected);
  walk(model, { guests, fail: (ruleId, error) => collected.fail(ruleId, error) });
  return guests;
}
