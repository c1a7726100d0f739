import { neverCancelled, type Cancellation } from '../ports/cancellation.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { WorkspaceFacts } from '../facts/workspace-facts.ts';
import type {
  FixProposal,
  IndependentReaders,
  RelatedNode,
  Report,
  Rule,
  RuleContext,
  RuleMeta,
} from '../rule-api/rule.ts';
import { createOnce } from '../rule-api/once.ts';
import type { Settings } from '../rule-api/settings.ts';
import { oneLower, type Severity } from '../rule-api/severity.ts';
import { fillTemplate } from '../rule-api/template.ts';
import type { Visitor } from '../rule-api/visitor.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { changedUri, type FileChange } from '../text/file-change.ts';
import { compareRanges } from '../text/range.ts';
import type { Finding, Fix, LintResult, RelatedPlace, RuleFailure } from './finding.ts';
import { applySuppressions } from './suppressions.ts';
import { walk } from './walk.ts';
import { profilesAround } from '../facts/profiles-around.ts';

/** What a run needs besides the document. */
export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly facts: WorkspaceFacts;
  readonly settings: Settings;
  readonly now: Date;
  readonly readers: IndependentReaders;
  readonly cancellation?: Cancellation;
}

/** Judges a document: one walk for all rules, then suppressions. Findings come in document order, then by rule id. */
export function runRules(model: DocumentModel, options: RunOptions): LintResult {
  const run: Run = { model, findings: [], failures: [], ordinals: new Map() };
  if (!model.isWhatItIsCalled) return { findings: [], suppressed: [], failures: [] };
  const profiles = profilesAround(model, options.facts.awsFiles);
  const once = createOnce();
  const visitors = new Map<string, Visitor>();
  for (const rule of options.rules) {
    const level = options.settings.rules[rule.meta.id];
    if (level === 'off' || !rule.meta.documents.includes(model.document.kind)) continue;
    guard(run, rule.meta.id, () => {
      visitors.set(rule.meta.id, createVisitor(rule, level, { profiles, once, options, run }));
    });
  }
  walk(model, (call) => {
    if ((options.cancellation ?? neverCancelled).isCancelled) return;
    for (const [ruleId, visitor] of visitors) guard(run, ruleId, () => call(visitor));
  });
  run.findings.sort((a, b) => compareRanges(a.range, b.range) || (a.ruleId < b.ruleId ? -1 : 1));
  return {
    ...applySuppressions(model.document, run.findings, new Set(visitors.keys())),
    failures: run.failures,
  };
}

interface Run {
  readonly model: DocumentModel;
  readonly findings: Finding[];
  readonly failures: RuleFailure[];
  /** How many findings have the same rule and anchor so far. */
  readonly ordinals: Map<string, number>;
}

interface Surroundings {
  readonly profiles: () => ProfileGraph;
  readonly once: RuleContext['once'];
  readonly options: RunOptions;
  readonly run: Run;
}

function createVisitor(
  rule: Rule,
  chosen: Severity | undefined,
  { profiles, once, options, run }: Surroundings,
): Visitor {
  return rule.create({
    model: run.model,
    readers: options.readers,
    once,
    get profiles() {
      return profiles();
    },
    facts: options.facts,
    settings: options.settings,
    now: options.now,
    report: (report) => run.findings.push(toFinding(rule.meta, chosen, report, run)),
  });
}

function toFinding(
  meta: RuleMeta,
  chosen: Severity | undefined,
  report: Report<RuleMeta>,
  run: Run,
): Finding {
  const template = meta.messages[report.messageId];
  if (template === undefined) throw new TypeError(`Rule ${meta.id} has no message ${report.messageId}`);
  const key = `${meta.id}:${report.anchor}`;
  const ordinal = run.ordinals.get(key) ?? 0;
  run.ordinals.set(key, ordinal + 1);
  let fixes: readonly Fix[] | undefined;
  const severity = chosen ?? report.severity ?? meta.severity;
  return {
    ruleId: meta.id,
    severity: report.placeholder ? oneLower(severity) : severity,
    message: fillTemplate(template, report.data),
    range: report.range,
    related: (report.related ?? []).map((node) => toRelatedPlace(node, run.model)),
    get fixes() {
      return (fixes ??= makeFixes(meta, report, run));
    },
    fingerprint: `${key}:${ordinal}`,
    tag: report.tag,
  };
}

function toRelatedPlace(node: RelatedNode, model: DocumentModel): RelatedPlace {
  const { uri, source } = node.document ?? model.document;
  return {
    uri,
    range: node.range,
    start: source.lines.positionAt(node.range.start),
    end: source.lines.positionAt(node.range.end),
    message: node.message,
  };
}

/** A rewrite that throws costs its own fixes, not the finding. */
function makeFixes(meta: RuleMeta, report: Report<RuleMeta>, run: Run): readonly Fix[] {
  try {
    return (report.fixes?.() ?? [])
      .map((proposal) => toFix(meta, proposal, run.model.document.uri))
      .filter(({ elsewhere }) => elsewhere.every(isWritable));
  } catch (error) {
    run.failures.push({ ruleId: meta.id, reason: describe(error) });
    return [];
  }
}

function toFix(meta: RuleMeta, proposal: FixProposal<RuleMeta['fixes']>, uri: string): Fix {
  const { fixId, elsewhere = [] } = proposal;
  const declaration = meta.fixes[fixId];
  if (declaration === undefined) throw new TypeError(`Rule ${meta.id} has no fix ${fixId}`);
  if (elsewhere.length > 0 && declaration.applicability === 'safe')
    throw new TypeError(`Rule ${meta.id}: ${fixId} changes other files, so it cannot be safe`);
  const uris = [uri, ...elsewhere.map(changedUri)];
  if (new Set(uris).size < uris.length) throw new TypeError(`Rule ${meta.id}: ${fixId} changes a file twice`);
  return {
    id: proposal.fixId,
    title: fillTemplate(declaration.title, proposal.data),
    applicability: declaration.applicability,
    edits: proposal.edits,
    elsewhere,
    preferred: proposal.preferred ?? false,
    placeholder: proposal.placeholder,
  };
}

/** What a file's bytes lost in reading, its text cannot give back. */
function isWritable(change: FileChange): boolean {
  return change.type === 'create' || !change.file.source.malformed;
}

/** One broken rule must not take the others with it. Each rule's first failure is enough. */
function guard(run: Run, ruleId: string, action: () => void): void {
  if (run.failures.some((failure) => failure.ruleId === ruleId)) return;
  try {
    action();
  } catch (error) {
    run.failures.push({ ruleId, reason: describe(error) });
  }
}

/** The kind of an error and its top frame. The message is left out: it may quote the document. */
function describe(error: unknown): SafeText {
  if (!(error instanceof Error)) return safe`threw something that is no error`;
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at /u.test(line)) ?? '';
  return safe`${safeName(error.name)}${safeName(frame.replace(/^\s+/u, ' ').replaceAll(/\(.*[/\\]/gu, '('))}`;
}
