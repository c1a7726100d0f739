import { toDiagnostic } from '../convert/diagnostic.ts';
import { createPositionMap } from '../convert/position.ts';
import type { Services } from '../services.ts';
import type { ClosedText } from '../workspace/closed-file.ts';
import { createClosedFiles, type ClosedFiles } from '../workspace/closed-files.ts';
import { lintOptions } from '../workspace/settings.ts';
import type { Skips } from '../workspace/skips.ts';
import type { Feature } from './feature.ts';

/** Diagnostics of the workspace's files that are not open. They are always sent: nobody asks for them. */
export interface WorkspaceDiagnosticsFeature extends Feature {
  readonly files: ClosedFiles;
}

export function startWorkspaceDiagnostics(
  services: Services,
  skips: Skips,
  progressed: () => void,
): WorkspaceDiagnosticsFeature {
  const files = createClosedFiles({
    ...services,
    skips,
    show: (text) => show(services, text),
    // What is shown for an open document is about the editor's text, whatever becomes of the file.
    clear: (key) => {
      if (!services.documents.byKey(key)) services.publisher.clear(key);
    },
    progressed,
  });
  return { capabilities: {}, files, initialized: () => files.update(), dispose: () => files.dispose() };
}

function show({ host, client, publisher, failures }: Services, text: ClosedText): void {
  const { file, source, around, settings } = text;
  const model = host.linter.parse(file.uri, file.kind, source);
  const result = host.linter.lint(model, lintOptions(around.facts, settings));
  failures.note({ key: file.key, version: 'closed' }, result);
  // Editors take a byte order mark off before they count.
  const positions = createPositionMap(source, false);
  const context = { positions, marked: around.marked, details: client.diagnostics };
  publisher.publish(
    { key: file.key, uri: file.uri },
    result.findings.map((finding) => toDiagnostic(finding, context)),
  );
}
