/**
 * What the server and its own client say to each other beyond the Language Server Protocol: names and types only.
 * Every editor works without it; a client that knows it gets more.
 */

/** A person's settings and what the client can do, given as `initializationOptions`. */
export interface InitializationOptions {
  /** The content of the `keyless` section, for clients that cannot answer `workspace/configuration`. */
  readonly settings?: unknown;
  /** Commands that the client itself carries out. */
  readonly commands?: {
    /** `keyless.openRulePage`, see `OPEN_RULE_PAGE_COMMAND`. */
    readonly openRulePage?: boolean;
    /** `keyless.selectRange`, see `SELECT_RANGE_COMMAND`. */
    readonly selectRange?: boolean;
    /** `keyless.refreshAssumedRole`, see `REFRESH_ASSUMED_ROLE_COMMAND`. */
    readonly refreshAssumedRole?: boolean;
    /** `keyless.signIn`, see `SIGN_IN_COMMAND`. */
    readonly signIn?: boolean;
    /** `keyless.rewriteRepository`, which sends `keyless/rewriteRepository`. */
    readonly rewriteRepository?: boolean;
  };
  /** Whether the client wants `keyless/status`. */
  readonly status?: boolean;
  /**
   * Whether the client shows the edits that it asks about, as VS Code does, with a box each that is empty for those that
   * an annotation wants confirmed. All or nothing is then asked for in another way: see `toWorkspaceEdit`.
   */
  readonly previewsEdits?: boolean;
}

/** Client command that shows a rule's page. Its only argument is the rule's id. */
export const OPEN_RULE_PAGE_COMMAND = 'keyless.openRulePage';

/** The server's own command for clients without `keyless.openRulePage`: opens the page on the web by `window/showDocument`. */
export const SERVER_OPEN_RULE_PAGE_COMMAND = 'keyless.server.openRulePage';

/** Client command that selects the placeholder of a fix after its edit. Its only argument is a `SelectRangeArgument`. */
export const SELECT_RANGE_COMMAND = 'keyless.selectRange';

/** Client command that assumes the role of a profile anew. Its only argument is the profile's name. */
export const REFRESH_ASSUMED_ROLE_COMMAND = 'keyless.refreshAssumedRole';

/** Client command that lets a person sign in for a profile. Its only argument is the profile's name. */
export const SIGN_IN_COMMAND = 'keyless.signIn';

/** Kind of the code action that rewrites all pasted sessions of an AWS file. A client asks for it by this name. */
export const REWRITE_SESSIONS_KIND = 'source.rewriteSessions.keyless';

/** The server's own command for clients without `keyless.rewriteRepository`: it tells by a message what came of it. */
export const SERVER_REWRITE_REPOSITORY_COMMAND = 'keyless.server.rewriteRepository';

/** A place as the Language Server Protocol counts it: zero-based line, zero-based UTF-16 unit in the line. */
export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export interface SelectRangeArgument {
  readonly uri: string;
  /** In the text as it is after the edit. */
  readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}

/** Request, client to server: the Markdown of a rule's page, `null` for an unknown rule. */
export const RULE_PAGE_REQUEST = 'keyless/rulePage';

export interface RulePageParams {
  readonly ruleId: string;
}

export type RulePageResult = string | null;

/** Notification, server to client: how far the workspace is judged. Sent when it changes. */
export const STATUS_NOTIFICATION = 'keyless/status';

export interface StatusParams {
  /** Whether files of the workspace that are not open are being judged right now. */
  readonly scanning: boolean;
  /** How many files of the workspace that are not open have been judged. */
  readonly judged: number;
  /** How many files were left out, open ones included. `keyless/skippedFiles` lists them. */
  readonly skipped: number;
}

/**
 * Notification, client to server: a document is still open, but nobody sees it any more, so the client has dropped what
 * it pulled for it. From now on its diagnostics are sent, until it is pulled again.
 */
export const HIDDEN_NOTIFICATION = 'keyless/hidden';

export interface HiddenParams {
  readonly uri: string;
}

/** Request, client to server, without parameters: the files that were left out. */
export const SKIPPED_FILES_REQUEST = 'keyless/skippedFiles';

export interface SkippedFile {
  readonly uri: string;
  /** For people; starts with a small letter, no final stop, holds nothing of the content. */
  readonly reason: string;
}

export type SkippedFilesResult = readonly SkippedFile[];

/**
 * Request, client to server, without parameters: rewrites the keys of all CI files of the workspace to OIDC. The edit
 * comes by `workspace/applyEdit`, with a confirmation where the client supports change annotations.
 */
export const REWRITE_REPOSITORY_REQUEST = 'keyless/rewriteRepository';

/** Keys that stay where they are. */
export interface LeftJob {
  readonly uri: string;
  /** Whose keys they are, e.g. `job deploy`. */
  readonly what: string;
  /** For people: the rest of a sentence that begins with "because". */
  readonly reason: string;
  readonly range: SelectRangeArgument['range'];
}

export interface RewriteRepositoryResult {
  /** Whether the client has applied the edit. */
  readonly applied: boolean;
  readonly files: number;
  /** How many jobs and the like the edit rewrites. */
  readonly rewritten: number;
  readonly left: readonly LeftJob[];
}

/** Request, client to server: the role that the CI jobs of a repository may assume, written down for IAM. */
export const OIDC_ROLE_REQUEST = 'keyless/oidcRole';

export interface OidcRoleParams {
  /** `policy`, `cloudformation`, `terraform` or `commands`. */
  readonly format: string;
  /** The workspace folder that it is about; the first one with a remote where this is left out. */
  readonly folder?: string;
}

/** `problem`: why there is none, for people; a sentence without a stop. */
export type OidcRoleResult =
  | {
      readonly text: string;
      /** The language of the text, as VS Code names it. */
      readonly languageId: string;
      /** What a person should know of it; sentences without a stop. */
      readonly notes: readonly string[];
    }
  | { readonly problem: string };

/** Request, client to server: the text of an open document, or a part of it, with every secret masked. */
export const REDACTED_REQUEST = 'keyless/redacted';

export interface RedactedParams {
  readonly uri: string;
  /** What to give; all of it where this is left out. */
  readonly range?: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}

/**
 * The text keeps its lines, and each line its length. It is refused for a document that is not judged (`not-ours`), for
 * one that is larger than what is judged (`too-large`), and where the server made a mistake (`failed`).
 */
export type RedactedResult =
  { readonly text: string } | { readonly refused: 'not-ours' | 'too-large' | 'failed' };
