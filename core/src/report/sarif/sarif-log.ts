/**
 * The parts of SARIF 2.1.0 that Keyless writes. Lines and columns start at 1, columns count UTF-16 units, the end is
 * exclusive. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifMessage;
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations?: readonly SarifRelatedLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: SuppressionKind; readonly status: 'accepted' }[];
  readonly fixes?: readonly SarifFix[];
}

export type SarifLevel = 'error' | 'warning' | 'note';

/** `inSource`: by a comment of the file; `external`: by the baseline. */
export type SuppressionKind = 'inSource' | 'external';

export interface SarifMessage {
  readonly text: string;
}

/** Where a file is: relative to a base, or an absolute URI. */
export interface SarifArtifact {
  readonly uri: string;
  readonly uriBaseId?: string;
}

export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface SarifLocation {
  readonly physicalLocation: { readonly artifactLocation: SarifArtifact; readonly region?: SarifRegion };
}

export interface SarifRelatedLocation extends SarifLocation {
  readonly id: number;
  readonly message: SarifMessage;
}

/** A fix as replacements. What is replaced is told by its place alone: it may be a secret. */
export interface SarifFix {
  readonly description: SarifMessage;
  readonly artifactChanges: readonly {
    readonly artifactLocation: SarifArtifact;
    readonly replacements: readonly {
      readonly deletedRegion: SarifRegion;
      readonly insertedContent?: SarifMessage;
    }[];
  }[];
}

/** What is said about a rule. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: SarifMessage;
  readonly fullDescription: SarifMessage;
  readonly help: SarifMessage & { readonly markdown?: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
}

/** Something about the run itself: a file that was left out, a rule that failed. */
export interface SarifNotification {
  readonly level: SarifLevel;
  readonly message: SarifMessage;
  readonly locations: readonly SarifLocation[];
}

/** All that a run has to say. */
export interface SarifRun {
  /** Of the tool. */
  readonly version: string;
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
  readonly notifications: readonly SarifNotification[];
  readonly successful: boolean;
  /** The folder that relative URIs start from, as an absolute URI that ends with a slash. */
  readonly base: string;
}

/** The name under which relative URIs refer to their base; GitHub takes it for the root of the repository. */
export const SARIF_BASE = '%SRCROOT%';

/** The one object that stands on standard output, with a line ending. */
export function sarifLog(run: SarifRun, homepage: string): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0-rtm.5.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Keyless',
            informationUri: homepage,
            semanticVersion: run.version,
            rules: run.rules,
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [SARIF_BASE]: { uri: run.base } },
        invocations: [{ executionSuccessful: run.successful, toolExecutionNotifications: run.notifications }],
        results: run.results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
