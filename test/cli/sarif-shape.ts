import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

/** A SARIF log, as far as the tests look into it. */
export interface SarifLog {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } & Record<string, unknown> };
      readonly columnKind: string;
      readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
      readonly invocations: readonly {
        readonly executionSuccessful: boolean;
        readonly toolExecutionNotifications: readonly unknown[];
      }[];
      readonly results: readonly SarifResult[];
    },
  ];
}

export interface SarifRule {
  readonly id: string;
  readonly help: { readonly text: string; readonly markdown?: string };
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly relatedLocations?: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly unknown[];
  readonly fixes?: readonly SarifFix[];
}

export interface SarifFix {
  readonly description: { readonly text: string };
  readonly artifactChanges: readonly {
    readonly artifactLocation: { readonly uri: string };
    readonly replacements: readonly {
      readonly deletedRegion: Readonly<Record<string, number>>;
      readonly insertedContent?: { readonly text: string };
    }[];
  }[];
}

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const schema: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, 'data/sarif-2.1.0-rtm.5.json'), 'utf8'),
);
const validate = ajv.compile(schema as object);

/** Reads a SARIF log. Throws where it breaks the official schema, or what GitHub asks of one beyond that. */
export function readSarif(stdout: string): SarifLog {
  const log = JSON.parse(stdout) as SarifLog;
  if (!validate(log)) throw new Error(JSON.stringify(validate.errors?.slice(0, 3), undefined, 2));
  const [run] = log.runs;
  const { rules } = run.tool.driver;
  for (const result of run.results) {
    if (rules[result.ruleIndex]?.id !== result.ruleId)
      throw new Error(`${result.ruleId} is no rule of the run`);
    if (result.partialFingerprints['primaryLocationLineHash'] === undefined)
      throw new Error('Without a fingerprint of ours GitHub makes one of the line, which may hold a secret');
    for (const { artifactChanges } of result.fixes ?? []) {
      for (const { deletedRegion } of artifactChanges.flatMap((change) => change.replacements))
        if ('snippet' in deletedRegion) throw new Error('What a fix deletes may be a secret');
    }
  }
  return log;
}
