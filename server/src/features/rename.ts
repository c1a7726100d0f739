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
  type CancellationToken,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  type WorkspaceEdit,
} from '../lsp.ts';
import { toWorkspaceEdit } from '../convert/workspace-edit.ts';
import type { Services } from '../services.ts';
import { changedTexts } from '../workspace/changed-texts.ts';
import { NAMING_KINDS } from '../workspace/document-selector.ts';
import type { NamedDocument, NameSpaces } from '../workspace/name-spaces.ts';
import { toCancellation } from '../scheduling/cancellation.ts';
import type { Feature } from './feature.ts';
import { openModel, type OpenModel } from './open-document.ts';
import { register } from './registration.ts';

/** Renames a profile, an sso-session or a services section wherever it is named, open or not, in one edit. */
export function startRename(services: Services, names: NameSpaces): Feature {
  const { connection, guard } = services;
  const { preparesRename } = services.client;
  const prepare = async (params: PrepareRenameParams): Promise<Range | null | ResponseError<never>> => {
    const at = originOf(services, params);
    if (!at) return null;
    const { documents } = await names.declaring(at.open.document);
    const reason = reasonNotToRename(modelsOf(documents), at.origin);
    return reason === undefined ? at.open.positions.range(at.origin.range) : refused(reason);
  };
  const apply = async (
    params: RenameParams,
    token: CancellationToken,
  ): Promise<WorkspaceEdit | null | ResponseError<never>> => {
    const at = originOf(services, params);
    if (!at) return null;
    services.shared.touch();
    const space = await names.whole(at.open.document, toCancellation(token));
    if (space.hasUnreadable) return refused(UNREADABLE);
    const result = rename(modelsOf(space.documents), at.origin, params.newName);
    if (result.refusal !== undefined) return refused(result.refusal);
    const changes = result.documents.map(
      ({ model, edits }) => ({ type: 'edit', file: model.document, edits }) as const,
    );
    const texts = isCurrent(services, at.open) ? changedTexts(services.documents, changes) : undefined;
    // A person who renames has asked for all of it, so no file is confirmed one by one.
    const support = { ...services.client.edits, confirms: false };
    return texts
      ? toWorkspaceEdit({ title: 'Rename', ...texts }, support)
      : new ResponseError(LSPErrorCodes.ContentModified, 'A document has changed');
  };
  connection.onPrepareRename(guard.request('A rename', null, prepare));
  connection.onRenameRequest(guard.request('A rename', null, apply));
  return register(services, {
    name: 'rename',
    method: 'textDocument/rename',
    kinds: NAMING_KINDS,
    ...(preparesRename && { options: PREPARES }),
    capabilities: { renameProvider: preparesRename ? PREPARES : true },
  });
}

/** Not for a client that has not heard of it. */
const PREPARES = { prepareProvider: true };

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

/** While the others were read, the document may have changed, and the place with it. */
function isCurrent({ documents }: Services, { document }: OpenModel): boolean {
  return documents.get(document.uri)?.edition === document.edition;
}

function modelsOf(documents: readonly NamedDocument[]): readonly DocumentModel[] {
  return documents.map(({ model }) => model);
}

function refused(reason: SafeText): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
