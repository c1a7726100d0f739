import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { FixProposal, RelatedNode, Report, Rule, RuleMeta } from '../rule-api/rule.ts';
import { oneLower, type Severity } from '../rule-api/severity.ts';
import { fillTemplate } from '../rule-api/template.ts';
import type { SafeText } from '../secret/safe-text.ts';
import { changedUri, type FileChange } from '../text/file-change.ts';
import { placeIn } from '../text/file-place.ts';
import type { Range } from '../text/range.ts';
import type { Finding, Fix, RelatedPlace } from './finding.ts';

/** A rule with what the person has set for it. */
export interface ActiveRule {
  readonly rule: Rule;
  /** Wins over what the rule says itself. */
  readonly chosen: Severity | undefined;
}

/** What a rule has said. */
export interface Reported extends ActiveRule {
  readonly report: Report<RuleMeta>;
}

/** A finding, but for what depends on the others and for its fixes. */
export interface Draft extends Omit<Finding, 'fixes' | 'fingerprint'> {
  /** The rule and what it is about. */
  readonly key: string;
}

/** Fills in what a rule has said. Throws where it says what it has not declared. */
export function toDraft({ rule: { meta }, chosen, report }: Reported, model: DocumentModel): Draft {
  const template = meta.messages[report.messageId];
  if (template === undefined) throw new TypeError(`Rule ${meta.id} has no message ${report.messageId}`);
  const severity = chosen ?? report.severity ?? meta.severity;
  return {
    ruleId: meta.id,
    severity: report.placeholder ? oneLower(severity) : severity,
    message: fillTemplate(template, report.data),
    range: report.range,
    related: (report.related ?? []).map((node) => toRelatedPlace(node, model)),
    key: `${meta.id}:${report.anchor}`,
    tag: report.tag,
  };
}

/** Works out the fixes of what a rule has said about a document. A text that lost bytes in reading has none. */
export function toFixes(
  { rule: { meta }, report }: Reported,
  { uri, source }: Pick<KeylessDocument, 'uri' | 'source'>,
): readonly Fix[] {
  if (source.malformed) return [];
  return (report.fixes?.() ?? [])
    .map((proposal) => toFix(meta, proposal, uri))
    .filter(({ elsewhere }) => elsewhere.every(isWritable));
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

function toRelatedPlace(node: RelatedNode, model: DocumentModel): RelatedPlace {
  if ('place' in node) return { ...node.place, message: node.message };
  // What a watched rule names as its own document stands for the document itself.
  const isOwn = node.document === undefined || node.document.uri === model.document.uri;
  return explainedIn(isOwn ? model.document : node.document, node.range, node.message);
}

/** A place in a file at hand. Not by spreading: hundreds are made at each edit, and V8 is slow at that. */
export function explainedIn(document: KeylessDocument, range: Range, message: SafeText): RelatedPlace {
  const { uri, start, end } = placeIn(document, range);
  return { uri, range, start, end, message };
}
