import type { RedactedParams } from '@keyless/server/protocol';
import { commands, languages, window, type Disposable, type DocumentSelector } from 'vscode';

/** Whether the document in front is one that Keyless judges; the manifest shows menu entries by it. */
const CONTEXT_KEY = 'keyless.isJudged';

/** Keeps the context key true to the document in front. */
export function followFrontDocument(selector: DocumentSelector): Disposable {
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    const isJudged = document !== undefined && languages.match(selector, document) > 0;
    void commands.executeCommand('setContext', CONTEXT_KEY, isJudged);
  };
  update();
  return window.onDidChangeActiveTextEditor(update);
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
