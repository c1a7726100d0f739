import type { KeylessDocument } from '../documents/keyless-document.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';
import type { TextEdit } from '../text/text-edit.ts';
import type { Finding } from './finding.ts';

/** The pseudo rule under which a comment that silences nothing is reported. */
export const UNUSED_SUPPRESSION = 'unused-suppression';

/** `# keyless: ignore[rule-id, other-rule] reason` and `# keyless: ignore-file[rule-id]`, `ignore-file` alone for all. */
const DIRECTIVE = /[#;][ \t]*keyless:[ \t]*(ignore-file|ignore)\b(?:\[([^\]\r\n]*)\])?/u;

interface Suppression {
  readonly range: Range;
  /** `undefined`: all rules. */
  readonly ruleIds: readonly string[] | undefined;
  /** The lines that it silences; `undefined`: the whole file. */
  readonly lines: readonly number[] | undefined;
}

/** Sets aside what comments silence, and reports each comment that silences nothing (rules that did not run excepted). */
export function applySuppressions(
  document: KeylessDocument,
  findings: readonly Finding[],
  ranRules: ReadonlySet<string>,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly Finding[] } {
  const suppressions = readSuppressions(document);
  if (suppressions.length === 0) return { findings, suppressed: [] };
  const used = new Set<string>();
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const line = document.source.lines.positionAt(finding.range.start).line;
    const silencers = suppressions.filter((one) => silences(one, finding.ruleId, line));
    for (const one of silencers) used.add(usageKey(one, finding.ruleId));
    (silencers.length > 0 ? suppressed : kept).push(finding);
  }
  return { findings: [...kept, ...unusedFindings(suppressions, used, ranRules)], suppressed };
}

/** The edit that silences a rule on a line: a comment line before it, because INI has no comments behind values. */
export function suppressionEdit(document: KeylessDocument, finding: Finding): TextEdit {
  const { lines, text, eol } = document.source;
  const start = lines.lineStart(lines.positionAt(finding.range.start).line);
  const indent = /^[ \t]*/u.exec(text.slice(start))?.[0] ?? '';
  // botocore joins an indented line to the value before it, comments excepted; flush left is the same for all readers.
  const lead = document.format === 'ini' ? '' : indent;
  return { start, end: start, newText: `${lead}# keyless: ignore[${finding.ruleId}]${eol}` };
}

function readSuppressions(document: KeylessDocument): readonly Suppression[] {
  const { text, lines } = document.source;
  if (!text.includes('keyless:')) return [];
  const found: Suppression[] = [];
  for (let line = 0; line < lines.lineCount; line += 1) {
    const start = lines.lineStart(line);
    const content = text.slice(start, lines.lineEnd(line));
    const match = DIRECTIVE.exec(content);
    if (!match) continue;
    const ownLine = content.slice(0, match.index).trim() === '';
    // Behind a value, botocore reads the "comment" as part of the value, so it is none.
    if (document.format === 'ini' && !ownLine) continue;
    const [whole, kind, ids] = match;
    found.push({
      range: { start: start + match.index, end: start + match.index + whole.length },
      ruleIds: ids
        ?.split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
      lines: kind === 'ignore-file' ? undefined : ownLine ? [line, line + 1] : [line],
    });
  }
  return found;
}

function silences(suppression: Suppression, ruleId: string, line: number): boolean {
  if (suppression.lines?.includes(line) === false) return false;
  // A line's comment must name its rules: silencing everything there would also silence what is found tomorrow.
  return suppression.ruleIds?.includes(ruleId) ?? suppression.lines === undefined;
}

function usageKey(suppression: Suppression, ruleId: string): string {
  return `${suppression.range.start}:${suppression.ruleIds === undefined ? '*' : ruleId}`;
}

function unusedFindings(
  suppressions: readonly Suppression[],
  used: ReadonlySet<string>,
  ranRules: ReadonlySet<string>,
): readonly Finding[] {
  const reports: { readonly range: Range; readonly message: SafeText; readonly anchor: SafeText }[] = [];
  for (const one of suppressions) {
    if (one.ruleIds === undefined) {
      const message =
        one.lines === undefined
          ? safe`Nothing in this file is silenced by this comment. Remove it.`
          : safe`This comment names no rule, so it silences nothing. Write the rule's id in brackets, as in ignore[static-session-key].`;
      if (!used.has(usageKey(one, ''))) reports.push({ range: one.range, message, anchor: safe`*` });
      continue;
    }
    for (const id of one.ruleIds) {
      if (used.has(usageKey(one, id)) || !ranRules.has(id)) continue;
      const name = safeName(id);
      reports.push({
        range: one.range,
        message: safe`${name} finds nothing here any more. Remove the comment.`,
        anchor: name,
      });
    }
  }
  return reports.map((report, ordinal) => ({
    ruleId: UNUSED_SUPPRESSION,
    severity: 'hint',
    message: report.message,
    range: report.range,
    related: [],
    fixes: [],
    fingerprint: `${UNUSED_SUPPRESSION}:${report.anchor}:${ordinal}`,
    tag: 'unnecessary',
  }));
}
