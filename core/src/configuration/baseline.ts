/**
 * Findings that are known, by file: their fingerprints, which hold nothing of a secret. A file's path is relative to the
 * folder of the configuration, with `/`.
 */
export type Baseline = ReadonlyMap<string, ReadonlySet<string>>;

/** The name of a baseline that nobody has given another. */
export const BASELINE_NAME = '.keyless-baseline.json';

/** The text of a baseline: sorted, one fingerprint a line, so that versions of it can be compared. */
export function writeBaseline(baseline: Baseline): string {
  const files = [...baseline]
    .filter(([, fingerprints]) => fingerprints.size > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, fingerprints]) => [file, [...fingerprints].sort()]);
  return `${JSON.stringify({ version: 1, files: Object.fromEntries(files) as unknown }, undefined, 2)}\n`;
}

/** Whether a text is a baseline, of whatever version. A version alone tells nothing: files of other tools have one too. */
export function isBaseline(text: string): boolean {
  const parsed = parse(text);
  return isRecord(parsed) && Number.isInteger(parsed['version']) && isRecord(parsed['files']);
}

/** Reads a baseline. `undefined` for what is none; whatever else stands in it is left alone. */
export function readBaseline(text: string): Baseline | undefined {
  const parsed = parse(text);
  if (!isRecord(parsed) || parsed['version'] !== 1 || !isRecord(parsed['files'])) return undefined;
  const files = Object.entries(parsed['files']);
  if (!files.every(([, prints]) => isListOfTexts(prints))) return undefined;
  return new Map(files.map(([file, prints]) => [file, new Set(prints as readonly string[])]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
