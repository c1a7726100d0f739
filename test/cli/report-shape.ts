/** A `check --format json` report as its documentation promises it. */
export interface Report {
  readonly version: 1;
  readonly findings: readonly ReportFinding[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

export interface ReportFinding {
  readonly ruleId: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly related: readonly unknown[];
  readonly fixes: readonly { readonly id: string; readonly title: string; readonly applicability: string }[];
  readonly fingerprint: string;
}

type Check = (value: unknown, at: string) => void;

const refuse = (at: string, wanted: string): never => {
  throw new Error(`${at} is not ${wanted}`);
};
const text: Check = (value, at) => {
  if (typeof value !== 'string' || value === '') refuse(at, 'a text');
};
const count: Check = (value, at) => {
  if (!Number.isInteger(value) || (value as number) < 0) refuse(at, 'a count');
};
const ordinal: Check = (value, at) => {
  if (!Number.isInteger(value) || (value as number) < 1) refuse(at, 'a number from 1');
};
const file: Check = (value, at) => {
  text(value, at);
  if (/\\|^\/|^file:|^\.\/|\/\//u.test(value as string)) refuse(at, 'a relative path with slashes');
};
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value, at) => {
    if (!values.includes(value)) refuse(at, `one of ${values.join(', ')}`);
  };
const list =
  (item: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return refuse(at, 'a list');
    for (const [index, one] of value.entries()) item(one, `${at}[${index}]`);
  };
/** Exactly these keys, no more and no fewer. */
const object =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(at, 'an object');
    const keys = Object.keys(value).sort().join();
    if (keys !== Object.keys(fields).sort().join())
      refuse(at, `an object of ${Object.keys(fields).join(', ')}: ${keys}`);
    for (const [key, check] of Object.entries(fields))
      check((value as Record<string, unknown>)[key], `${at}.${key}`);
  };

const finding: Check = (value, at) => {
  object({
    ruleId: text,
    severity: oneOf('error', 'warning', 'info', 'hint'),
    file,
    line: ordinal,
    column: ordinal,
    endLine: ordinal,
    endColumn: ordinal,
    message: text,
    related: list(object({ file, line: ordinal, column: ordinal, message: text })),
    fixes: list(object({ id: text, title: text, applicability: oneOf('safe', 'review') })),
    fingerprint: text,
  })(value, at);
  const { line, column, endLine, endColumn } = value as ReportFinding;
  if (endLine < line || (endLine === line && endColumn < column))
    refuse(at, 'a range whose end follows its start');
};

const figures = [
  'files',
  'findings',
  'error',
  'warning',
  'info',
  'hint',
  'suppressed',
  'known',
  'skipped',
  'foreign',
  'fixed',
  'fixable',
  'heldBack',
];

const report = object({
  version: oneOf(1),
  findings: list(finding),
  skipped: list(object({ file, reason: text })),
  summary: object(Object.fromEntries(figures.map((name) => [name, count]))),
});

/** Reads a report. Throws where it differs from its documentation in the least. */
export function readReport(stdout: string): Report {
  const parsed: unknown = JSON.parse(stdout);
  report(parsed, 'report');
  const read = parsed as Report;
  const { summary, findings } = read;
  if (summary['findings'] !== findings.length) refuse('summary.findings', 'the number of findings');
  if (summary['skipped'] !== read.skipped.length) refuse('summary.skipped', 'the number of what was skipped');
  for (const severity of ['error', 'warning', 'info', 'hint']) {
    const found = findings.filter((one) => one.severity === severity).length;
    if (summary[severity] !== found) refuse(`summary.${severity}`, 'the number of such findings');
  }
  return read;
}
