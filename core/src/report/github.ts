import type { Finding } from '../engine/finding.ts';
import type { Severity } from '../rule-api/severity.ts';
import type { SourceText } from '../text/source-text.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * The findings of one document as commands of GitHub's runner, which makes annotations of them: lines and columns start
 * at 1. Columns stand only where the finding ends in its first line, because others are not shown.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubFindings(file: string, { lines }: SourceText, findings: readonly Finding[]): string {
  return findings
    .map(({ range, severity, message, ruleId }) => {
      const start = lines.positionAt(range.start);
      const end = lines.positionAt(range.end);
      const columns =
        start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : '';
      const place = `file=${property(file)},line=${start.line + 1},endLine=${end.line + 1}${columns}`;
      return `::${COMMANDS[severity]} ${place},title=${property(ruleId)}::${data(message)}\n`;
    })
    .join('');
}

/** What would end a command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** What would end a property of a command. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
