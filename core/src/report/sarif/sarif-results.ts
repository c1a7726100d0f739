import type { Finding, Fix } from '../../engine/finding.ts';
import type { DocumentModel } from '../../model/document-model.ts';
import type { FileChange, FileText } from '../../text/file-change.ts';
import type { LineIndex } from '../../text/line-index.ts';
import type { Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { createSecretSearch, type SecretSearch } from '../secret-search.ts';
import type {
  SarifArtifact,
  SarifFix,
  SarifRegion,
  SarifRelatedLocation,
  SarifResult,
  SuppressionKind,
} from './sarif-log.ts';
import { levelOf } from './sarif-rules.ts';

/** What the results of a document need besides its findings. */
export interface SarifOptions {
  /** Where the file of a URI is. */
  readonly artifactOf: (uri: string) => SarifArtifact;
  /** The place of a rule among those that the run describes. */
  readonly ruleIndexOf: (ruleId: string) => number;
  /** What silences the findings, where anything does. */
  readonly silencedBy?: SuppressionKind;
}

/** The findings of one document as results. */
export function sarifResults(
  model: DocumentModel,
  findings: readonly Finding[],
  options: SarifOptions,
): readonly SarifResult[] {
  const { artifactOf, ruleIndexOf, silencedBy } = options;
  const { uri, source } = model.document;
  const holdsSecret = createSecretSearch(model);
  const artifactLocation = artifactOf(uri);
  return findings.map((finding) => {
    const related = relatedLocations(finding, artifactOf);
    // A finding that is silenced is not to be mended.
    const fixes = silencedBy ? [] : fixesOf(finding, model, artifactOf, holdsSecret);
    return {
      ruleId: finding.ruleId,
      ruleIndex: ruleIndexOf(finding.ruleId),
      level: levelOf(finding.severity),
      message: { text: finding.message },
      locations: [{ physicalLocation: { artifactLocation, region: regionOf(source.lines, finding.range) } }],
      ...(related.length > 0 && { relatedLocations: related }),
      // Without the first, GitHub's upload makes it itself, as a hash of the line: and that may hold a secret.
      partialFingerprints: {
        primaryLocationLineHash: finding.fingerprint,
        'keyless/v1': finding.fingerprint,
      },
      ...(silencedBy && { suppressions: [{ kind: silencedBy, status: 'accepted' as const }] }),
      ...(fixes.length > 0 && { fixes }),
    };
  });
}

function regionOf(lines: LineIndex, range: Range): SarifRegion {
  const start = lines.positionAt(range.start);
  const end = lines.positionAt(range.end);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function relatedLocations(
  { related }: Finding,
  artifactOf: SarifOptions['artifactOf'],
): readonly SarifRelatedLocation[] {
  return related.map(({ uri, start, end, message }, index) => ({
    id: index + 1,
    message: { text: message },
    physicalLocation: {
      artifactLocation: artifactOf(uri),
      region: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
    },
  }));
}

/**
 * The fixes that can be written down: none that inserts a secret, as one does that moves it, and none that creates a
 * file, which SARIF cannot say.
 */
function fixesOf(
  finding: Finding,
  model: DocumentModel,
  artifactOf: SarifOptions['artifactOf'],
  holdsSecret: SecretSearch,
): readonly SarifFix[] {
  return finding.fixes.flatMap((fix): readonly SarifFix[] => {
    const changes = changesOf(fix, model.document);
    if (!changes || changes.some(({ edits }) => edits.some(({ newText }) => holdsSecret(newText)))) return [];
    return [
      {
        description: { text: fix.title },
        artifactChanges: changes.map(({ file, edits }) => ({
          artifactLocation: artifactOf(file.uri),
          replacements: edits.map((edit) => replacementOf(file, edit)),
        })),
      },
    ];
  });
}

type EditOfFile = Extract<FileChange, { readonly type: 'edit' }>;

/** `undefined` where a file would have to be created. */
function changesOf({ edits, elsewhere }: Fix, file: FileText): readonly EditOfFile[] | undefined {
  const others = elsewhere.filter((change) => change.type === 'edit');
  if (others.length < elsewhere.length) return undefined;
  return [{ type: 'edit' as const, file, edits }, ...others].filter((change) => change.edits.length > 0);
}

function replacementOf({ source }: FileText, edit: TextEdit) {
  const deletedRegion = regionOf(source.lines, edit);
  return edit.newText === '' ? { deletedRegion } : { deletedRegion, insertedContent: { text: edit.newText } };
}
