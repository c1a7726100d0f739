import type { RedactedParams } from '@keyless/server/protocol';
import { commands, languages, window, workspace, Disposable, type DocumentSelector } from 'vscode';
import type { SelectorEntry } from './document-selector.ts';
import { createJudgedDocuments, type JudgedInit } from './judged-documents.ts';

/** Whether the document in front is one that Keyless judges; the manifest shows menu entries by it. */
const CONTEXT_KEY = 'keyless.isJudged';

/** What of the screen depends on the documents in it. */
export interface FollowInit extends JudgedInit {
  /** Selects the documents that the server is told of. */
  readonly selector: DocumentSelector;
  readonly showStatusBeside: (selector: readonly SelectorEntry[]) => void;
}

/** Keeps the context key, and what the server's status is shown beside, true to the screen. */
export function followScreen(init: FollowInit): Disposable {
  const judged = createJudgedDocuments(
    {
      visible: () => window.visibleTextEditors.map(({ document }) => document),
      front: () => window.activeTextEditor?.document,
      isSelected: (document) => languages.match(init.selector, document) > 0,
      tellFront: (isJudged) => void commands.executeCommand('setContext', CONTEXT_KEY, isJudged),
      showStatusBeside: init.showStatusBeside,
    },
    init,
  );
  judged.update();
  return Disposable.from(
    judged,
    window.onDidChangeActiveTextEditor(() => judged.update()),
    window.onDidChangeVisibleTextEditors(() => judged.update()),
    workspace.onDidChangeTextDocument(({ document }) => judged.changed(document)),
  );
}

/** The document in front and what is selected in it, all of it where nothing is. */
export function frontPlace(): RedactedParams | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const uri = document.uri.toString();
  const { start, end } = selection;
  return selection.isEmpty
    ? { uri }
    : {
        uri,
        range: {
          start: { line: start.line, character: start.character },
          end: { line: end.line, character: end.character },
        },
      };
}
