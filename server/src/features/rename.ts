import {
  mentionAt,
  reasonNotToRename,
  rename,
  safe,
  type DocumentModel,
  type Mention,
  type SafeText,
} from '@keyless/core';
import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { toWorkspaceEdit } from '../convert/workspace-edit.ts';
import type { Services } from '../services.ts';
import { NAMING_KINDS } from '../workspace/document-selector.ts';
import type { NamedDocument, NameSpace, NameSpaces } from '../workspace/name-spaces.ts';
import type { Feature } from './feature.ts';
import { openModel, type OpenModel } from './open-document.ts';
import { register } from './registration.ts';

/** Renames a profile, an sso-session or a services section wherever it is named, open or not, in one edit. */
export function startRename(services: Services, names: NameSpaces): Feature {
  const { connection, guard } = services;
  const prepare = async (params: PrepareRenameParams): Promise<Range | null | ResponseError<never>> => {
    const at = originOf(services, params);
    if (!at) return null;
    const { documents } = await names.declaring(at.open.document);
    const reason = reasonNotToRename(modelsOf(documents), at.origin);
    return reason === undefined ? at.open.positions.range(at.origin.range) : refused(reason);
  };
  const apply = async (params: RenameParams): Promise<WorkspaceEdit | null | ResponseError<never>> => {
    const at = originOf(services, params);
    if (!at) return null;
    services.shared.touch();
    const space = await names.whole(at.open.document);
    if (space.hasUnreadable) return refused(UNREADABLE);
    const result = rename(modelsOf(space.documents), at.origin, params.newName);
    if (result.refusal !== undefined) return refused(result.refusal);
    if (hasMovedOn(services, at.open, space)) {
      return new ResponseError(LSPErrorCodes.ContentModified, 'A document has changed');
    }
    const changes = result.documents.flatMap(({ model, edits }) => {
      const document = space.documents.find((one) => one.model === model);
      return document ? [{ ...document, edits }] : [];
    });
    // Whoever renames knows that it goes through files, and editors ask by their own preview.
    const support = { ...services.client.edits, confirms: false };
    return toWorkspaceEdit({ title: 'Rename', texts: changes, created: [] }, support);
  };
  connection.onPrepareRename(guard.request('A rename', null, prepare));
  connection.onRenameRequest(guard.request('A rename', null, apply));
  return register(services, {
    name: 'rename',
    method: 'textDocument/rename',
    kinds: NAMING_KINDS,
    options: { prepareProvider: true },
    capabilities: { renameProvider: services.client.preparesRename ? { prepareProvider: true } : true },
  });
}

const UNREADABLE = safe`One of the two AWS files cannot be read, so not all that refers to the name is known.`;

/** The name that a request is about. */
interface Origin {
  readonly open: OpenModel;
  readonly origin: Mention;
}

function originOf(services: Services, { textDocument, position }: PrepareRenameParams): Origin | undefined {
  const open = openModel(services, textDocument.uri);
  const origin = open && mentionAt(open.model, open.positions.offset(position));
  return open && origin && { open, origin };
}

/** While the others were read, an open document may have changed. */
function hasMovedOn({ documents }: Services, { document }: OpenModel, space: NameSpace): boolean {
  const isOld = ({ uri, version }: NamedDocument): boolean =>
    version !== (documents.get(uri)?.version ?? null);
  return documents.get(document.uri)?.edition !== document.edition || space.documents.some(isOld);
}

function modelsOf(documents: readonly NamedDocument[]): readonly DocumentModel[] {
  return documents.map(({ model }) => model);
}

function refused(reason: SafeText): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
