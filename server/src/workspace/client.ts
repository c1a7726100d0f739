import {
  ResourceOperationKind,
  type ClientCapabilities,
  type InitializeParams,
  type WorkspaceEditClientCapabilities,
} from '../lsp.ts';
import { uriToPath } from './file-uri.ts';

/** What the client can do, each question answered once. */
export interface Client {
  /** Asks for diagnostics (`textDocument/diagnostic`) instead of waiting for them. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly diagnostics: DiagnosticDetails;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** Watches folders outside the workspace. */
  readonly watchesAnywhere: boolean;
  readonly edits: EditSupport;
  /** Features of documents that it can be told of after the start, for chosen kinds of documents. */
  readonly registers: ReadonlySet<string>;
  /** Takes the origin of a definition (`LocationLink`). */
  readonly linksDefinitions: boolean;
  readonly nestsSymbols: boolean;
  readonly preparesRename: boolean;
  /** The most folds that it takes of a document. */
  readonly foldingLimit: number;
  /** Applies edits that the server sends by itself. */
  readonly appliesEdits: boolean;
  readonly codeActionLiterals: boolean;
  /** Asks for the edit of a code action when it is picked (`codeAction/resolve`). */
  readonly resolvesEdits: boolean;
  readonly showsDocuments: boolean;
  readonly completion: CompletionDetails;
  /** Shows hovers in Markdown. */
  readonly hoverMarkdown: boolean;
  readonly codeLenses: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly inlayHints: boolean;
  readonly refreshesInlayHints: boolean;
  readonly changesFolders: boolean;
  readonly hasRulePageCommand: boolean;
  readonly hasSelectRangeCommand: boolean;
  readonly hasRefreshCommand: boolean;
  readonly hasSignInCommand: boolean;
  readonly hasRepositoryCommand: boolean;
  readonly wantsStatus: boolean;
  /** The `keyless` section, where the client gave it at the start. */
  readonly initialSettings: unknown;
  /** Paths of the workspace folders at the start. */
  readonly folders: readonly string[];
}

/** What of a workspace edit the client understands. */
export interface EditSupport {
  /** Refuses edits for a version that it has left behind. */
  readonly versioned: boolean;
  /** Creates files as part of an edit. */
  readonly creates: boolean;
  /** Asks the person before it applies what an annotation marks. */
  readonly confirms: boolean;
  /** Shows edits with boxes, those empty that an annotation marks. */
  readonly previews: boolean;
}

/** What of a diagnostic the client understands. */
export interface DiagnosticDetails {
  readonly related: boolean;
  readonly tags: boolean;
  readonly codeDescription: boolean;
  readonly data: boolean;
}

/** What of a completion the client understands. */
export interface CompletionDetails {
  readonly snippets: boolean;
  /** Lets a person choose whether the word behind the caret is replaced. */
  readonly insertReplace: boolean;
  readonly markdown: boolean;
  readonly tags: boolean;
  readonly labelDetails: boolean;
}

/** Reads what the client says about itself at the start. */
export function readClient(params: InitializeParams): Client {
  const { capabilities } = params;
  const options: unknown = params.initializationOptions;
  return {
    ...readDiagnosticFeatures(capabilities),
    ...readWorkspaceFeatures(capabilities, options),
    ...readActionFeatures(capabilities),
    ...readLanguageFeatures(capabilities),
    ...readNavigationFeatures(capabilities),
    ...readOptions(options),
    folders: readFolders(params),
  };
}

function readWorkspaceFeatures({ workspace }: ClientCapabilities, options: unknown) {
  return {
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesAnywhere: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    changesFolders: workspace?.workspaceFolders === true,
    edits: readEditSupport(workspace?.workspaceEdit, options),
    appliesEdits: workspace?.applyEdit === true,
  };
}

function readActionFeatures({ textDocument, window }: ClientCapabilities) {
  const action = textDocument?.codeAction;
  return {
    codeActionLiterals: action?.codeActionLiteralSupport !== undefined,
    resolvesEdits:
      action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    showsDocuments: window?.showDocument?.support === true,
  };
}

function readLanguageFeatures(capabilities: ClientCapabilities) {
  const { workspace, textDocument } = capabilities;
  return {
    completion: readCompletionDetails(capabilities),
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    codeLenses: textDocument?.codeLens !== undefined,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    inlayHints: textDocument?.inlayHint !== undefined,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
  };
}

function readCompletionDetails({ textDocument }: ClientCapabilities): CompletionDetails {
  const item = textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    markdown: item?.documentationFormat?.includes('markdown') === true,
    tags: item?.tagSupport !== undefined,
    labelDetails: item?.labelDetailsSupport === true,
  };
}

/** Files to create and annotations have their place in versioned edits only. */
function readEditSupport(edit: WorkspaceEditClientCapabilities | undefined, options: unknown): EditSupport {
  const versioned = edit?.documentChanges === true;
  const creates = versioned && edit.resourceOperations?.includes(ResourceOperationKind.Create) === true;
  const confirms = versioned && edit.changeAnnotationSupport !== undefined;
  const previews = creates && confirms && isRecord(options) && options['previewsEdits'] === true;
  return { versioned, creates, confirms, previews };
}

function readNavigationFeatures({ textDocument }: ClientCapabilities) {
  return {
    registers: new Set(
      Object.entries(textDocument ?? {}).flatMap(([name, feature]: [string, unknown]) =>
        isRecord(feature) && feature['dynamicRegistration'] === true ? [name] : [],
      ),
    ),
    linksDefinitions: textDocument?.definition?.linkSupport === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}

function readDiagnosticFeatures(capabilities: ClientCapabilities) {
  return {
    pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
    diagnostics: readDiagnosticDetails(capabilities),
  };
}

/** Older clients say what they understand of pulled diagnostics under those that are pushed. */
function readDiagnosticDetails({ textDocument }: ClientCapabilities): DiagnosticDetails {
  const said = [textDocument?.publishDiagnostics, textDocument?.diagnostic];
  return {
    related: said.some((one) => one?.relatedInformation === true),
    tags: said.some((one) => one?.tagSupport !== undefined),
    codeDescription: said.some((one) => one?.codeDescriptionSupport === true),
    data: said.some((one) => one?.dataSupport === true),
  };
}

type OwnOptions = Pick<
  Client,
  | 'hasRulePageCommand'
  | 'hasSelectRangeCommand'
  | 'hasRefreshCommand'
  | 'hasSignInCommand'
  | 'hasRepositoryCommand'
  | 'wantsStatus'
  | 'initialSettings'
>;

function readOptions(raw: unknown): OwnOptions {
  const options = isRecord(raw) ? raw : {};
  const commands = isRecord(options['commands']) ? options['commands'] : {};
  return {
    hasRulePageCommand: commands['openRulePage'] === true,
    hasSelectRangeCommand: commands['selectRange'] === true,
    hasRefreshCommand: commands['refreshAssumedRole'] === true,
    hasSignInCommand: commands['signIn'] === true,
    hasRepositoryCommand: commands['rewriteRepository'] === true,
    wantsStatus: options['status'] === true,
    initialSettings: options['settings'],
  };
}

/** The folders of the workspace; for older clients the one root. Only folders on the disk can be walked. */
function readFolders(params: InitializeParams): readonly string[] {
  const uris = params.workspaceFolders?.map((folder) => folder.uri) ?? rootUris(params);
  return uris.map(uriToPath).filter((path) => path !== undefined);
}

function rootUris(params: InitializeParams): readonly string[] {
  // Deprecated in the protocol, and all that some editors send.
  const root = (params as { readonly rootUri?: unknown }).rootUri;
  return typeof root === 'string' ? [root] : [];
}

/** Whether a value from outside is an object whose properties can be looked at. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
