import { rulePageUrl, type Finding } from '@keyless/core';
import { DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation } from '../lsp.ts';
import type { DiagnosticDetails } from '../workspace/client.ts';
import { toLspRange, type PositionMap } from './position.ts';
import { toLspSeverity } from './severity.ts';

/** Who says it, in the editor's list of problems. */
const DIAGNOSTIC_SOURCE = 'keyless';

/** What a finding needs to become a diagnostic. */
export interface DiagnosticContext {
  readonly positions: PositionMap;
  /** URIs of the documents whose texts, as the client holds them, start with a byte order mark. */
  readonly marked: ReadonlySet<string>;
  readonly details: DiagnosticDetails;
}

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** Converts a finding. What the client does not understand is left out. `data` holds the fingerprint and nothing else. */
export function toDiagnostic(finding: Finding, context: DiagnosticContext): Diagnostic {
  const { details } = context;
  // Not by spreading: hundreds are made at each edit, and V8 is slow at that.
  const diagnostic: Diagnostic = {
    range: context.positions.range(finding.range),
    severity: toLspSeverity(finding.severity),
    code: finding.ruleId,
    source: DIAGNOSTIC_SOURCE,
    message: finding.message,
  };
  if (details.codeDescription) diagnostic.codeDescription = { href: rulePageUrl(finding.ruleId) };
  if (finding.tag && details.tags) diagnostic.tags = [TAGS[finding.tag]];
  if (details.related && finding.related.length > 0)
    diagnostic.relatedInformation = toRelated(finding, context);
  if (details.data) diagnostic.data = { fingerprint: finding.fingerprint };
  return diagnostic;
}

function toRelated({ related }: Finding, { marked }: DiagnosticContext): DiagnosticRelatedInformation[] {
  return related.map((place) => ({
    location: { uri: place.uri, range: toLspRange(place, marked.has(place.uri)) },
    message: place.message,
  }));
}
