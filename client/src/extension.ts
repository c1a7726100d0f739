import { homedir } from 'node:os';
import { documentGlobs, ownGlobs } from '@keyless/core';
import { readAwsPaths } from '@keyless/files';
import { env, window, type ExtensionContext } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { addGuardrail } from './commands/add-guardrail.ts';
import { guardrailUi } from './commands/add-guardrail-ui.ts';
import { createCopyRedacted } from './commands/copy-redacted.ts';
import { createOidcRole } from './commands/create-oidc-role.ts';
import { roleUi } from './commands/create-oidc-role-ui.ts';
import { registerCommands } from './commands/register-commands.ts';
import { rewriteSessions } from './commands/rewrite-sessions.ts';
import { rewriteRepository } from './commands/rewrite-repository.ts';
import { rewriteUi } from './commands/rewrite-repository-ui.ts';
import { isSelectRangeArgument, selectRange } from './commands/select-range.ts';
import { showSkippedFiles } from './commands/show-skipped-files.ts';
import { documentSelector } from './document-selector.ts';
import { tellFailedStart } from './failed-start.ts';
import { followScreen, frontPlace } from './front-document.ts';
import { createIncidents } from './incident/incidents.ts';
import { createLanguageClient } from './language-client.ts';
import { createLifecycle } from './lifecycle.ts';
import { createRulePages } from './rule-pages.ts';
import { prompts } from './sessions/prompts.ts';
import { createSessionFeatures } from './sessions/session-features.ts';
import { systemTimers } from './sessions/timers.ts';
import { createServerStatus } from './status/server-status.ts';
import { createTracing } from './tracing.ts';

/** What the extension gives to others; the tests in VS Code wait by it. */
export interface KeylessApi {
  /** Resolves when the language server runs; rejects if it could not be started. */
  ready(): Promise<void>;
  /** How long the activation took, in milliseconds. */
  readonly activationTime: number;
}

/** Registers everything and starts the language server without waiting for it. */
export function activate(context: ExtensionContext): KeylessApi {
  const begin = performance.now();
  const log = window.createOutputChannel('Keyless', { log: true });
  const home = homedir();
  const paths = readAwsPaths(process.env, home);
  const awsFiles = [paths.config, paths.credentials];
  const selector = documentSelector(documentGlobs, awsFiles);

  const serverStatus = createServerStatus();
  const tracing = createTracing(() => void restart());
  const lifecycle = createLifecycle(() => {
    const serverModule = context.asAbsolutePath('dist/server.js');
    const client = createLanguageClient({ serverModule, selector, log, trace: tracing.channel() });
    serverStatus.follow(client);
    return { client, start: () => client.start(), stop: () => client.dispose() };
  });
  const server = () => lifecycle.running()?.client;
  const restart = () => lifecycle.restart().catch((error: unknown) => tellFailedStart(error, log));
  const rulePages = createRulePages(server);
  const person = { env: process.env, home };
  const sessions = createSessionFeatures(person, log, context.globalState);
  const incidents = createIncidents(person, sessions.menders);

  context.subscriptions.push(tracing, serverStatus, rulePages, sessions, incidents);
  context.subscriptions.push(
    followScreen({
      selector,
      own: documentSelector(ownGlobs, awsFiles),
      awsFiles,
      timers: systemTimers,
      showStatusBeside: (beside) => serverStatus.showBeside(beside),
    }),
  );
  // The server still logs while it shuts down.
  context.subscriptions.push({ dispose: () => void lifecycle.stop().finally(() => log.dispose()) });
  context.subscriptions.push(
    registerCommands({
      ...sessions.commands,
      explainError: incidents.explainCommand,
      copyRedacted: createCopyRedacted({
        source: server,
        place: frontPlace,
        copy: (text) => env.clipboard.writeText(text),
        ui: prompts,
      }),
      restartServer: restart,
      showOutput: () => log.show(),
      ...fileCommands(server),
      openRulePage: (ruleId) => (typeof ruleId === 'string' ? rulePages.open(ruleId) : undefined),
      selectRange: (place) => (isSelectRangeArgument(place) ? selectRange(place) : undefined),
    }),
  );

  const started = lifecycle.start();
  started.catch((error: unknown) => tellFailedStart(error, log));
  return { ready: () => started, activationTime: performance.now() - begin };
}

/** The commands that change or show files of the workspace, for which the server is asked at most. */
function fileCommands(server: () => LanguageClient | undefined) {
  return {
    showSkippedFiles: () => showSkippedFiles(server()),
    rewriteSessions,
    rewriteRepository: () => rewriteRepository(server(), rewriteUi),
    createOidcRole: () => createOidcRole(server(), roleUi),
    addGuardrail: () => addGuardrail(guardrailUi),
  };
}
