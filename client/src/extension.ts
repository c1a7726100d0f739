import { homedir } from 'node:os';
import { documentGlobs } from '@keyless/core';
import { readAwsPaths } from '@keyless/files';
import { env, window, workspace, type ExtensionContext } from 'vscode';
import { createCopyRedacted } from './commands/copy-redacted.ts';
import { createOidcRole } from './commands/create-oidc-role.ts';
import { roleUi } from './commands/create-oidc-role-ui.ts';
import { createRefreshCommand } from './commands/refresh-assumed-role.ts';
import { registerCommands } from './commands/register-commands.ts';
import { rewriteSessions } from './commands/rewrite-sessions.ts';
import { rewriteRepository } from './commands/rewrite-repository.ts';
import { rewriteUi } from './commands/rewrite-repository-ui.ts';
import { isSelectRangeArgument, selectRange } from './commands/select-range.ts';
import { showSkippedFiles } from './commands/show-skipped-files.ts';
import { createSignInCommand } from './commands/sign-in.ts';
import { documentSelector } from './document-selector.ts';
import { tellFailedStart } from './failed-start.ts';
import { followFrontDocument, frontPlace } from './front-document.ts';
import { createIncidents } from './incident/incidents.ts';
import { createMenders } from './incident/menders.ts';
import { createLanguageClient } from './language-client.ts';
import { createLifecycle } from './lifecycle.ts';
import { createRulePages } from './rule-pages.ts';
import { readProfiles } from './sessions/profiles.ts';
import { manageTrust, prompts } from './sessions/prompts.ts';
import { createSessionItem } from './sessions/session-item.ts';
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
  const selector = documentSelector(documentGlobs, [paths.config, paths.credentials]);

  const serverStatus = createServerStatus(selector);
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
  const session = createSessionItem();
  const person = { env: process.env, home };
  const menders = createMenders(person, (profile, next) => refresh(profile, next));
  const incidents = createIncidents(person, menders);
  const refresh = createRefreshCommand({
    readProfiles: () => readProfiles(process.env, home),
    ui: prompts,
    log,
    env: process.env,
    clock: () => new Date(),
    isTrusted: () => workspace.isTrusted,
    manageTrust,
    showOutput: { title: 'Show Output', run: () => log.show() },
    menders,
    show: session.show,
  });

  context.subscriptions.push(tracing, serverStatus, rulePages, session, incidents);
  context.subscriptions.push(followFrontDocument(selector));
  // The server still logs while it shuts down.
  context.subscriptions.push({ dispose: () => void lifecycle.stop().finally(() => log.dispose()) });
  context.subscriptions.push(
    registerCommands({
      refreshAssumedRole: (profile) => refresh(profile),
      signIn: createSignInCommand({
        sessionProfiles: async () => (await readProfiles(process.env, home)).sessionProfiles(),
        run: menders.run,
        ui: prompts,
      }),
      explainError: incidents.explainCommand,
      copyRedacted: createCopyRedacted({
        source: server,
        place: frontPlace,
        copy: (text) => env.clipboard.writeText(text),
        ui: prompts,
      }),
      restartServer: restart,
      showOutput: () => log.show(),
      showSkippedFiles: () => showSkippedFiles(server()),
      rewriteSessions,
      rewriteRepository: () => rewriteRepository(server(), rewriteUi),
      createOidcRole: () => createOidcRole(server(), roleUi),
      openRulePage: (ruleId) => (typeof ruleId === 'string' ? rulePages.open(ruleId) : undefined),
      selectRange: (place) => (isSelectRangeArgument(place) ? selectRange(place) : undefined),
    }),
  );

  const started = lifecycle.start();
  started.catch((error: unknown) => tellFailedStart(error, log));
  return { ready: () => started, activationTime: performance.now() - begin };
}
