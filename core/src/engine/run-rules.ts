import { GraphWitness } from '../aws/graph-witness.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { neverCancelled, type Cancellation } from '../ports/cancellation.ts';
import type { Rule, RuleContext } from '../rule-api/rule.ts';
import { Collected } from './collected.ts';
import { plainContexts, watchedContexts, type ContextMaker, type Reach } from './contexts.ts';
import { toDraft, toFixes, type ActiveRule, type Reported } from './draft.ts';
import type { Finding, LintResult } from './finding.ts';
import type { Conditions, KeptSections } from './kept-sections.ts';
import { NO_MEMORY, openMemory } from './section-memory.ts';
import { judgeSections, type Said, type SectionRules } from './section-judge.ts';
import { applySuppressions } from './suppressions.ts';
import { walk, type Guest } from './walk.ts';

/** What a run needs besides the document. */
export interface RunOptions extends Reach {
  readonly rules: readonly Rule[];
  readonly cancellation?: Cancellation;
  /** Fingerprints of findings that the baseline knows. */
  readonly baseline?: ReadonlySet<string> | undefined;
  /** What earlier runs have found out about sections of AWS files. It changes how long a run takes, and nothing else. */
  readonly kept?: KeptSections;
}

/**
 * Judges a document: one walk for all rules, then suppressions. Findings come in document order, then by rule id. One
 * broken rule does not take the others with it.
 */
export function runRules(model: DocumentModel, options: RunOptions): LintResult {
  if (!model.isWhatItIsCalled) return { findings: [], suppressed: [], known: [], failures: [] };
  // Noting what was looked at takes a tenth longer, so it is done for files that are being edited.
  const kept = model.isRevision ? options.kept : undefined;
  const result = judge(model, options, kept);
  if (result.failures.length === 0 || !kept) return result;
  // A rule that has thrown is shown nothing more, so what was kept may say more than a run without it, or less.
  kept.forget();
  return judge(model, options, undefined);
}

interface Run {
  readonly model: DocumentModel;
  readonly options: RunOptions;
  readonly plain: ContextMaker;
  readonly collected: Collected;
  readonly isCancelled: () => boolean;
}

function judge(model: DocumentModel, options: RunOptions, kept: KeptSections | undefined): LintResult {
  const { document } = model;
  const cancellation = options.cancellation ?? neverCancelled;
  const run: Run = {
    model,
    options,
    plain: plainContexts(model, options),
    collected: new Collected(),
    isCancelled: () => cancellation.isCancelled,
  };
  const rules = options.rules.flatMap((rule): readonly ActiveRule[] => {
    const level = options.settings.rules[rule.meta.id];
    return level === 'off' || !rule.meta.documents.includes(document.kind) ? [] : [{ rule, chosen: level }];
  });
  const ofSections = document.format === 'ini' && kept ? rules.filter(({ rule }) => rule.bySection) : [];
  const others = rules.filter((one) => !ofSections.includes(one));
  const guests = [
    ...walkAll(run, others),
    ...(document.format === 'ini' && kept ? walkSections(run, document, ofSections, kept) : []),
  ];
  const ids = new Set(guests.map(({ ruleId }) => ruleId));
  const { collected } = run;
  const { findings, suppressed } = applySuppressions(document, collected.sorted(), ids);
  return { ...setAsideKnown(findings, options.baseline), suppressed, failures: collected.failures };
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
  const { model, collected, isCancelled } = run;
  const hear = (reported: Reported): void => {
    collected.add(toDraft(reported, model), () => toFixes(reported, model.document.uri));
  };
  const guests = guestsOf(rules, run.plain, hear, collected);
  walk(model, { guests, isCancelled, fail: (ruleId, error) => collected.fail(ruleId, error) });
  return guests;
}

/** Shows sections to rules that look at each by itself. */
function walkSections(
  run: Run,
  document: IniDocument,
  rules: readonly ActiveRule[],
  kept: KeptSections,
): readonly Guest[] {
  const { model, options, collected, isCancelled } = run;
  const witness = new GraphWitness(kept.sources);
  const seeable = watchedContexts(model, document, options, witness);
  const { value, seen } = witness.record(() => invite(run, rules, seeable.make));
  const conditions = conditionsOf(model, document, options);
  // Rules that look at the file when they are made carry what they saw from section to section.
  const memory = seen.length === 0 ? openMemory({ kept, conditions, document, seeable }) : NO_MEMORY;
  const again = (): SectionRules => invite(run, rules, run.plain);
  judgeSections({ model, document, rules: value, again, witness, memory, collected, isCancelled });
  return value.guests;
}

/** Makes the visitors of rules; what they say is kept until it is taken. */
function invite(
  { model, collected }: Run,
  rules: readonly ActiveRule[],
  contexts: ContextMaker,
): SectionRules {
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

function guestsOf(
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

function conditionsOf(model: DocumentModel, { kind, source }: IniDocument, options: RunOptions): Conditions {
  const { config, credentials } = options.facts.awsFiles;
  return {
    settings: options.settings,
    companion: (kind === 'aws-config' ? credentials : config)?.document,
    file: [kind, source.bom, source.malformed, ...model.foreignServices].join('\n'),
  };
}
