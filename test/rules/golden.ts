import { changedUri, type DocumentModel, type Finding } from '@keyless/core';
import { pathOfUri } from './case.ts';

/** One finding as the golden files show it: place, severity, message, related places, and what is offered. */
export function frame(path: string, model: DocumentModel, finding: Finding): string {
  const { lines } = model.document.source;
  const start = lines.positionAt(finding.range.start);
  const end = lines.positionAt(finding.range.end);
  const tag = finding.tag === undefined ? '' : ` [${finding.tag}]`;
  const head = `${path}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${finding.severity}${tag}`;
  const related = finding.related.map(
    (place) => `  see ${pathOfUri(place.uri)}:${place.start.line + 1} ${place.message}`,
  );
  const fixes = finding.fixes.map((fix) => {
    const traits = [fix.applicability, ...(fix.preferred ? ['preferred'] : [])].join(', ');
    const others = fix.elsewhere.map(
      (change) => `\n    ${change.type === 'create' ? 'creates' : 'edits'} ${pathOfUri(changedUri(change))}`,
    );
    return `  fix ${fix.id} (${traits}): ${fix.title}${others.join('')}`;
  });
  return [
    head,
    `  ${finding.message}`,
    ...related,
    ...fixes,
    `  fingerprint ${finding.fingerprint}`,
    '',
  ].join('\n');
}
