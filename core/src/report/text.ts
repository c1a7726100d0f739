import type { Finding } from '../engine/finding.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { createCodeFrames } from './code-frame.ts';
import type { Severity } from '../rule-api/severity.ts';
import type { Summary } from './summary.ts';

/** How the parts of a report are set off for a terminal. What comes in stands in what goes out. */
export interface TextStyle {
  severity(text: string, severity: Severity): string;
  /** What is less important than the message: the rule, the numbers of lines, fixes. */
  faint(text: string): string;
  place(text: string): string;
}

/** As it is, for files and pipes. */
export const plainStyle: TextStyle = {
  severity: (text) => text,
  faint: (text) => text,
  place: (text) => text,
};

/**
 * The findings of one document for people: place, severity, message and rule on a line that editors and terminals can
 * jump from, then the code with its secrets masked, then what else is to be known. Empty for no findings.
 */
export function textFindings(
  file: string,
  model: DocumentModel,
  findings: readonly Finding[],
  fileOf: (uri: string) => string,
  style: TextStyle = plainStyle,
): string {
  const frames = createCodeFrames(model);
  const { lines } = model.document.source;
  return findings
    .map((finding) => {
      const { line, character } = lines.positionAt(finding.range.start);
      const place = `${printable(file)}:${line + 1}:${character + 1}`;
      const severity = style.severity(finding.severity, finding.severity);
      return [
        `${style.place(place)}  ${severity}  ${finding.message}  ${style.faint(finding.ruleId)}`,
        styledFrame(frames.frame(finding.range), finding.severity, style),
        ...finding.related.map((other) => `  see ${relatedPlace(other, fileOf)}  ${other.message}`),
        ...finding.fixes.map((fix) => style.faint(`  fix (${fix.applicability}): ${fix.title}`)),
        '',
        '',
      ].join('\n');
    })
    .join('');
}

/** The carets of a frame have the colour of the severity, what stands before a line is faint. */
function styledFrame(frame: string, severity: Severity, style: TextStyle): string {
  return frame
    .replace(/\^+$/u, (carets) => style.severity(carets, severity))
    .replaceAll(/^ +\d* \|/gmu, (margin) => style.faint(margin));
}

function relatedPlace(place: Finding['related'][number], fileOf: (uri: string) => string): string {
  return `${printable(fileOf(place.uri))}:${place.start.line + 1}:${place.start.character + 1}`;
}

/** Closing lines of a run. */
export function textSummary(summary: Summary): string {
  const { files, findings, fixed, fixable, heldBack } = summary;
  const kinds = (['error', 'warning', 'info', 'hint'] as const)
    .filter((severity) => summary[severity] > 0)
    .map((severity) => plural(summary[severity], severity));
  const lines = [
    findings === 0
      ? `No problems in ${plural(files, 'file')}.`
      : `${plural(findings, 'problem')} (${kinds.join(', ')}) in ${plural(files, 'file')}.`,
  ];
  if (fixed > 0) lines.push(`${plural(fixed, 'fix', 'fixes')} applied.`);
  if (fixable > 0) lines.push(`${plural(fixable, 'problem')} can be fixed with --fix.`);
  if (heldBack > 0) {
    lines.push(
      `${plural(heldBack, 'problem')} held back: ${heldBack === 1 ? 'its fix needs' : 'their fixes need'} your review. Apply ${heldBack === 1 ? 'it' : 'them'} in the editor, or one rule at a time with --fix=review --rule ID.`,
    );
  }
  if (summary.suppressed > 0) lines.push(`${plural(summary.suppressed, 'problem')} silenced by comments.`);
  if (summary.known > 0) lines.push(`${plural(summary.known, 'problem')} known to the baseline.`);
  if (summary.foreign > 0)
    lines.push(`${plural(summary.foreign, 'YAML file')} passed by: of no kind that Keyless knows.`);
  if (summary.skipped > 0)
    lines.push(`${plural(summary.skipped, 'file or folder', 'files and folders')} skipped.`);
  return `${lines.join('\n')}\n`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** File names may hold anything, the codes that steer a terminal included. */
function printable(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
