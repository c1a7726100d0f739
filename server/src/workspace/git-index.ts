import type { GitFacts } from '@keyless/core';
import type { FilePort } from '../host/host.ts';
import type { Target } from './aws-files.ts';
import { pathKey, uriToPath } from './file-uri.ts';
import type { SharedModels } from './shared-models.ts';

/** What Git makes of the files that it could take along. */
export interface GitIndex {
  /** The path of a document for which that matters; `undefined` for every other one. */
  pathOf(target: Target): string | undefined;
  /** `undefined` where it is not known. */
  get(path: string): Promise<GitFacts | undefined>;
}

export interface GitIndexInit {
  readonly files: FilePort;
  readonly shared: SharedModels;
}

/** Each folder is looked at once for all files in it and below, as long as the disk is trusted. */
export function createGitIndex({ files, shared }: GitIndexInit): GitIndex {
  return {
    pathOf: ({ uri, kind }) => (kind === 'dotenv' ? uriToPath(uri) : undefined),
    get: (path) =>
      shared.remember(`git:${pathKey(path)}`, () =>
        files.git(path, (folder, ask) => shared.remember(`repository:${pathKey(folder)}`, ask)),
      ),
  };
}

/** Differs when a document could see a difference. */
export function gitDigest(facts: GitFacts | undefined): string {
  if (!facts) return '';
  const { path, ignored, remedy } = facts;
  return JSON.stringify([path, ignored, remedy?.line, remedy?.uri, remedy?.source?.text]);
}
