import type { TextEdit } from '@keyless/core';
import {
  AnnotatedTextEdit,
  CreateFile,
  TextDocumentEdit,
  TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from '../lsp.ts';
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

/** The ids of the annotations: of all that is changed, and of what makes a client show it first. */
const CHANGED = 'keyless.changed';
const ASKED = 'keyless.asked';

/** Where the text of a new file goes. */
const FILE_START = { line: 0, character: 0 };

/**
 * Converts a change set. A client that knows versions does not apply edits for one that it has left behind, and one
 * that knows annotations asks before it changes several files. New files come first: where one is there already, the
 * client stops before it has changed anything. They need a client that creates files.
 *
 * VS Code leaves out what an annotation wants confirmed unless the person ticks its box, edit by edit, and half of an
 * edit may lose keys. There the edits are not marked, so that their boxes are ticked; what is marked is the creation of
 * a file that exists, which by the protocol does nothing. It makes VS Code ask, and is not shown.
 */
export function toWorkspaceEdit(changes: ChangeSet, support: EditSupport): WorkspaceEdit {
  const { title, texts, created } = changes;
  if (!support.versioned) {
    return {
      changes: Object.fromEntries(texts.map((text) => [text.uri, text.edits.map(converter(text))])),
    };
  }
  const count = texts.length + created.length;
  const asks = support.confirms && (count > 1 || changes.asks === true);
  const annotation = asks ? CHANGED : undefined;
  const [existing] = texts;
  const question = asks && support.previews && existing ? [questionAbout(existing)] : [];
  const edited = texts.map((text) => {
    const edits = text.edits.map(converter(text, annotation));
    return TextDocumentEdit.create({ uri: text.uri, version: text.version }, edits);
  });
  const label = { label: title, description: `Changes ${count} ${count === 1 ? 'file' : 'files'}` };
  const isMarked = question.length === 0;
  return {
    documentChanges: [...question, ...created.flatMap((file) => createFile(file, annotation)), ...edited],
    ...(asks && {
      changeAnnotations: {
        [CHANGED]: { ...label, needsConfirmation: isMarked },
        ...(!isMarked && { [ASKED]: { ...label, needsConfirmation: true } }),
      },
    }),
  };
}

function questionAbout({ uri }: TextChange): CreateFile {
  return CreateFile.create(uri, { ignoreIfExists: true }, ASKED);
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
