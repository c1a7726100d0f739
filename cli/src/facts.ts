import { dirname, join } from 'node:path';
import {
  classify,
  mentionsSession,
  noFacts,
  parseModel,
  type AwsFiles,
  type DocumentKind,
  type DocumentModel,
  type GitFacts,
  type KnownSession,
  type SourceText,
  type WorkspaceFacts,
} from '@keyless/core';
import { readAwsPaths, readGitFacts, type AwsPaths, type Remember } from '@keyless/files';
import { createSessionCache } from '@keyless/sessions/cache';
import type { FilesPort } from './check/files-port.ts';
import type { CliIo } from './io.ts';
import { createKeptModels } from './kept-models.ts';
import { uriOf } from './names.ts';
import { remember } from './remember.ts';
import { createWorkflowsAround } from './workflows-around.ts';

/** Knows what stands beside a file. Each companion is read and parsed once. */
export interface FactsSource {
  /** The kind of a file: those that the environment names for AWS's tools first, then by name and place. */
  readonly classify: (path: string) => DocumentKind | undefined;
  /** Parses a file that is to be judged, unless that was done to know what stands beside another one. */
  modelOf(path: string, kind: DocumentKind, source: SourceText): DocumentModel;
  /** What stands beside a file that is judged. */
  factsOf(path: string, model: DocumentModel): Promise<WorkspaceFacts>;
  /** What Git makes of a file; `undefined` where that is not known. */
  gitOf(path: string): Promise<GitFacts | undefined>;
  /** Reads everything again, because a file was rewritten. */
  forget(): void;
}

/** Makes the source of facts of a run. Files that cannot be read are facts that are not known. */
export function createFactsSource(io: CliIo, files: FilesPort): FactsSource {
  const paths = readAwsPaths(io.env, io.home, { cwd: io.cwd });
  const kindOf = (path: string): DocumentKind | undefined => {
    if (path === paths.config) return 'aws-config';
    return path === paths.credentials ? 'aws-credentials' : classify(path);
  };
  const models = new Map<string, Promise<DocumentModel | undefined>>();
  const repositories = new Map<string, Promise<unknown>>();
  const rememberFolder: Remember = <Answer>(folder: string, ask: () => Promise<Answer>) =>
    remember(repositories as Map<string, Promise<Answer>>, folder, ask);
  const gitOf = (path: string): Promise<GitFacts | undefined> =>
    readGitFacts(path, { remember: rememberFolder, fs: files.disk });
  const kept = createKeptModels();
  const workflows = createWorkflowsAround(files, kindOf, kept);
  const cache = createSessionCache(io.home);
  let known: Promise<readonly KnownSession[]> | undefined;
  const awsFile = (path: string | undefined, kind: DocumentKind): Promise<DocumentModel | undefined> =>
    path === undefined
      ? Promise.resolve(undefined)
      : remember(models, path, () => readModel(files, path, kind));
  return {
    classify: kindOf,
    gitOf,
    modelOf: (path, kind, source) => kept.of(path, kind, source),
    factsOf: async (path, model) => {
      const { kind, source } = model.document;
      const around = awsPathsAround(path, kind, paths);
      const sessions = mentionsSession(source.text) ? await (known ??= cache.read()) : undefined;
      const [config, credentials] = await Promise.all([
        awsFile(around.config, 'aws-config'),
        awsFile(around.credentials, 'aws-credentials'),
      ]);
      const newConfig = kind === 'aws-credentials' ? await missingUri(files, around.config) : undefined;
      const awsFiles: AwsFiles = { config, credentials, newConfig };
      if (kind !== 'github-workflow') kept.drop(path);
      if (kind === 'dotenv') {
        return { ...noFacts, awsFiles, sessions, git: await gitOf(path) };
      }
      if (kind !== 'github-workflow') return { ...noFacts, awsFiles, sessions };
      const workflow = await workflows.around(path, { awsFiles, sessions });
      kept.drop(path);
      return workflow;
    },
    forget: () => {
      models.clear();
      kept.clear();
      workflows.forget();
      repositories.clear();
    },
  };
}

/**
 * The AWS files that belong to a file: its companion of the same folder, or the one that the environment pairs it
 * with; for a file that is neither, the user's own two. The file under judgement itself is never one of them.
 */
function awsPathsAround(path: string, kind: DocumentKind, own: AwsPaths): AwsPaths {
  if (kind === 'aws-config') {
    const credentials = path === own.config ? own.credentials : join(dirname(path), 'credentials');
    return { config: undefined, credentials };
  }
  if (kind === 'aws-credentials') {
    const config = path === own.credentials ? own.config : join(dirname(path), 'config');
    return { config, credentials: undefined };
  }
  return own;
}

/** The URI of a file that could be created; `undefined` where there is something already. */
async function missingUri(files: FilesPort, path: string | undefined): Promise<string | undefined> {
  return path !== undefined && (await files.isMissing(path)) ? uriOf(path) : undefined;
}

async function readModel(
  files: FilesPort,
  path: string,
  kind: DocumentKind,
): Promise<DocumentModel | undefined> {
  const read = await files.read(path);
  return 'skipped' in read ? undefined : parseModel(uriOf(path), kind, read.source);
}
