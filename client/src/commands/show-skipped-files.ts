import { SKIPPED_FILES_REQUEST, type SkippedFilesResult } from '@keyless/server/protocol';
import { Uri, window, workspace } from 'vscode';

/** Whatever can be asked for the skipped files; the language client is. */
export interface SkippedFilesSource {
  sendRequest(method: string): Promise<SkippedFilesResult>;
}

/** Lists the files that were not judged, each with the reason; the chosen one is opened. */
export async function showSkippedFiles(source: SkippedFilesSource | undefined): Promise<void> {
  const skipped = (await source?.sendRequest(SKIPPED_FILES_REQUEST)) ?? [];
  if (skipped.length === 0) {
    void window.showInformationMessage('Keyless has skipped no file');
    return;
  }
  const items = skipped.map(({ uri, reason }) => {
    const file = Uri.parse(uri);
    return { label: workspace.asRelativePath(file), description: reason, file };
  });
  const chosen = await window.showQuickPick(items, { title: 'Skipped Files', matchOnDescription: true });
  if (chosen) await window.showTextDocument(chosen.file);
}
