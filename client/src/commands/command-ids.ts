import {
  OPEN_RULE_PAGE_COMMAND,
  REFRESH_ASSUMED_ROLE_COMMAND,
  SELECT_RANGE_COMMAND,
  SIGN_IN_COMMAND,
} from '@keyless/server/protocol';

/** The commands that the extension registers, each contributed by the manifest. */
export const COMMANDS = {
  /** From the palette, and from the server's code lenses. */
  refreshAssumedRole: REFRESH_ASSUMED_ROLE_COMMAND,
  /** For the server's code lenses and the view of sessions; not in the palette. */
  signIn: SIGN_IN_COMMAND,
  openProfileTerminal: 'keyless.openProfileTerminal',
  copyProfileExport: 'keyless.copyProfileExport',
  createBridge: 'keyless.createBridge',
  removeBrokenEntries: 'keyless.removeBrokenEntries',
  explainError: 'keyless.explainError',
  copyRedacted: 'keyless.copyRedacted',
  restartServer: 'keyless.restartServer',
  showOutput: 'keyless.showOutput',
  showSkippedFiles: 'keyless.showSkippedFiles',
  rewriteSessions: 'keyless.rewriteSessions',
  rewriteRepository: 'keyless.rewriteRepository',
  createOidcRole: 'keyless.createOidcRole',
  addGuardrail: 'keyless.addGuardrail',
  /** For the server's code actions; not in the palette. */
  openRulePage: OPEN_RULE_PAGE_COMMAND,
  /** For the server's code actions; not in the palette. */
  selectRange: SELECT_RANGE_COMMAND,
} as const;

/** What a command does when it is run. The arguments come from anywhere: they are checked before use. */
export type CommandHandlers = Readonly<Record<keyof typeof COMMANDS, (argument?: unknown) => unknown>>;
