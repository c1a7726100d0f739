import { classify, isOfConcern, literalGlob } from '@keyless/core';
import type { SelectorEntry } from './document-selector.ts';
import type { Timers } from './sessions/timers.ts';

/** A document as VS Code has it, as far as it is looked at without the server. */
export interface ShownDocument {
  readonly uri: { readonly scheme: string; readonly fsPath: string };
  getText(): string;
}

/** What VS Code shows, and what it is told of that. */
export interface Screen<D extends ShownDocument> {
  /** The documents of all visible editors. */
  visible(): readonly D[];
  /** The document in front. */
  front(): D | undefined;
  /** Whether the server is told of a document at all. */
  isSelected(document: D): boolean;
  /** Tells whether the document in front is judged. */
  tellFront(isJudged: boolean): void;
  /** Selects the documents beside which the server's status is shown. */
  showStatusBeside(selector: readonly SelectorEntry[]): void;
}

/** What is known of documents before they are read. */
export interface JudgedInit {
  /** Selects what is judged whatever is in it. */
  readonly own: readonly SelectorEntry[];
  /** Absolute paths of the AWS files that the environment names: they may have any name. */
  readonly awsFiles: readonly (string | undefined)[];
  readonly timers: Timers;
}

/** Follows which of the documents on the screen are judged. */
export interface JudgedDocuments<D extends ShownDocument> {
  /** Other documents are visible or in front. */
  update(): void;
  changed(document: D): void;
  dispose(): void;
}

/** How long nobody has typed before a text is looked at again, in milliseconds. */
const PAUSE = 500;

/**
 * The server is told of each YAML file, because any may be a manifest. Most are none, and beside these nothing of Keyless
 * is to be seen.
 */
export function createJudgedDocuments<D extends ShownDocument>(
  screen: Screen<D>,
  { own, awsFiles, timers }: JudgedInit,
): JudgedDocuments<D> {
  let callOff = (): void => undefined;
  const isJudged = (document: D): boolean => {
    if (!screen.isSelected(document)) return false;
    const { fsPath } = document.uri;
    const kind = awsFiles.includes(fsPath) ? undefined : classify(fsPath);
    return kind === undefined || isOfConcern(kind, document.getText());
  };
  const update = (): void => {
    callOff();
    const front = screen.front();
    screen.tellFront(front !== undefined && isJudged(front));
    screen.showStatusBeside([...own, ...screen.visible().filter(isJudged).map(entryOf)]);
  };
  return {
    update,
    changed: (document) => {
      if (!screen.visible().includes(document)) return;
      callOff();
      callOff = timers.after(PAUSE, update);
    },
    dispose: () => callOff(),
  };
}

function entryOf({ uri }: ShownDocument): SelectorEntry {
  return { scheme: uri.scheme, pattern: literalGlob(uri.fsPath) };
}
