import { UNUSED_SUPPRESSION } from '@keyless/core';
import type { Connection } from './lsp.ts';
import type { ServerHost } from './host/host.ts';
import { createLog, type ServerLog } from './host/logger.ts';
import { createGuard, type Guard } from './scheduling/guard.ts';
import { createIdleCollection, type IdleCollection } from './scheduling/idle-collection.ts';
import type { Client } from './workspace/client.ts';
import { createDocuments, type SyncedDocuments } from './workspace/documents.ts';
import { createFactsStore, type FactsStore } from './workspace/facts-store.ts';
import { createFailureLog, type FailureLog } from './workspace/failure-log.ts';
import { createFolders, type Folders } from './workspace/folders.ts';
import { createJudge, type Judge } from './workspace/judge.ts';
import { createPublisher, type Publisher } from './workspace/publisher.ts';
import { createRevisions } from './workspace/revisions.ts';
import { createSessionEnds, type SessionEnds } from './workspace/session-ends.ts';
import { createSettingsStore, type SettingsStore } from './workspace/settings-store.ts';
import { createSharedModels, type SharedModels } from './workspace/shared-models.ts';
import { createTeamConfiguration, type TeamConfiguration } from './workspace/team-configuration.ts';
import { createViews, type Views } from './workspace/views.ts';

/** What all features of one connection share. */
export interface Services {
  readonly connection: Connection;
  readonly host: ServerHost;
  readonly client: Client;
  readonly log: ServerLog;
  readonly guard: Guard;
  readonly idle: IdleCollection;
  readonly documents: SyncedDocuments;
  readonly folders: Folders;
  readonly settings: SettingsStore;
  readonly team: TeamConfiguration;
  readonly shared: SharedModels;
  readonly facts: FactsStore;
  readonly judge: Judge;
  readonly sessionEnds: SessionEnds;
  readonly views: Views;
  readonly failures: FailureLog;
  readonly publisher: Publisher;
  /** Ids under which findings appear, the engine's own included. */
  readonly knownRules: ReadonlySet<string>;
}

/** Makes everything that belongs to one connection; two connections share nothing. */
export function createServices(connection: Connection, host: ServerHost, client: Client): Services {
  const { linter, awsPaths, files, sessions, timers } = host;
  const log = createLog(connection.console);
  const revisions = createRevisions();
  const folders = createFolders(client.folders);
  const idle = createIdleCollection({ ...host, rest: () => documents.rest() });
  const guard = createGuard(log, () => idle.active());
  const documents = createDocuments({ connection, linter, awsPaths, guard });
  const shared = createSharedModels({ documents, linter, files, timers });
  const ruleIds = new Set(linter.rules.map((rule) => rule.id));
  const team = createTeamConfiguration(shared, files);
  const settings = createSettingsStore({
    connection,
    client,
    folders,
    knownRules: ruleIds,
    log,
    revisions,
    team,
  });
  const facts = createFactsStore({
    awsPaths,
    files,
    sessions,
    shared,
    documents,
    folders,
    log,
    revisions,
    team,
  });
  return {
    connection,
    host,
    client,
    log,
    guard,
    idle,
    documents,
    folders,
    settings,
    team,
    shared,
    facts,
    sessionEnds: createSessionEnds(host),
    views: createViews({ documents, settings, facts, clock: host.clock }),
    judge: createJudge({
      linter,
      clock: host.clock,
      documents,
      settings,
      facts,
      run: Math.random().toString(36).slice(2),
    }),
    failures: createFailureLog(log),
    publisher: createPublisher(connection),
    knownRules: new Set([...ruleIds, UNUSED_SUPPRESSION]),
  };
}
