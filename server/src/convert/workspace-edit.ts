import type { TextEdit } from '@keyless/core';
import {
  AnnotatedTextEdit,
  CreateFile,
  TextDocumentEdit,
  TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { EditSupport } from '../workspace/client.ts';
import type { PositionMap } from './position.ts';

/** Edits of one text. */
export interface TextChange {
  readonly uri: string;
  /** The version that the edits are for; `null` for a file that is not open. */
  readonly version: number | null;
  readonly positions: PositionMap;
  readonly edits: readonly TextEdit[];
}

/** A file that an edit makes. */
export interface CreatedFile {
  readonly uri: string;
  readonly text: string;
}

/** Everything that an action changes, all or nothing. */
export interface ChangeSet {
  readonly title: string;
  /** The person is asked even where it changes one file only. */
  readonly asks?: boolean;
  readonly texts: readonly TextChange[];
  readonly created: readonly CreatedFile[];
}

/** The id of the one annotation of an edit. */
const CONFIRMED = 'keyless.confirmed';

/** Where the text of a new file goes. */
const FILE_START = { line: 0, character: 0 };

/**
 * Converts a change set. A client that knows versions does not apply edits for one that it has left behind, and one
 * that knows annotations asks before it changes several files. New files come first: where one is there already, the
 * client stops before it has changed anything. They need a client that creates files.
 */
export function toWorkspaceEdit(changes: ChangeSet, support: EditSupport): WorkspaceEdit {
  const { title, texts, created } = changes;
  if (!support.versioned) {
    return {
      changes: Object.fromEntries(texts.map((text) => [text.uri, text.edits.map(converter(text))])),
    };
  }
  const count = texts.length + created.length;
  const annotation = support.confirms && (count > 1 || changes.asks === true) ? CONFIRMED : undefined;
  const edited = texts.map((text) => {
    const edits = text.edits.map(converter(text, annotation));
    return TextDocumentEdit.create({ uri: text.uri, version: text.version }, edits);
  });
  const description = `Changes ${count} ${count === 1 ? 'file' : 'files'}`;
  return {
    documentChanges: [...created.flatMap((file) => createFile(file, annotation)), ...edited],
    ...(annotation && {
      changeAnnotations: { [annotation]: { label: title, description, needsConfirmation: true } },
    }),
  };
}

function converter({ positions }: TextChange, annotation?: string): (edit: TextEdit) => LspTextEdit {
  return ({ start, end, newText }) => annotated(positions.range({ start, end }), newText, annotation);
}

/** The edit would insert into what stands there already if the client were told to overlook an existing file. */
function createFile({ uri, text }: CreatedFile, annotation: string | undefined) {
  const options = { overwrite: false, ignoreIfExists: false };
  return [
    CreateFile.create(uri, options, annotation),
    TextDocumentEdit.create({ uri, version: null }, [
      annotated({ start: FILE_START, end: FILE_START }, text, annotation),
    ]),
  ];
}

function annotated(range: LspTextEdit['range'], newText: string, annotation?: string): LspTextEdit {
  return annotation === undefined
    ? LspTextEdit.replace(range, newText)
    : AnnotatedTextEdit.replace(range, newText, annotation);
}
