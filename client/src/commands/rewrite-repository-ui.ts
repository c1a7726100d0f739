import { ProgressLocation, Range, Uri, window, workspace } from 'vscode';
import type { RewriteUi } from './rewrite-repository.ts';

const SHOW = 'Show What Is Left';

/** VS Code's own ways to show what a rewrite of the repository does. */
export const rewriteUi: RewriteUi = {
  withProgress: async (title, run) => window.withProgress({ location: ProgressLocation.Window, title }, run),
  tell: async (message, offersLeft) =>
    (await window.showInformationMessage(message, ...(offersLeft ? [SHOW] : []))) === SHOW,
  pickLeft: async (left) => {
    const items = left.map((job) => ({
      label: job.what,
      description: workspace.asRelativePath(Uri.parse(job.uri)),
      detail: `Not rewritten because ${job.reason}.`,
      job,
    }));
    const options = { title: 'Not Rewritten', matchOnDescription: true, matchOnDetail: true };
    return (await window.showQuickPick(items, options))?.job;
  },
  open: async ({ uri, range: { start, end } }) => {
    const selection = new Range(start.line, start.character, end.line, end.character);
    await window.showTextDocument(Uri.parse(uri), { selection });
  },
};
