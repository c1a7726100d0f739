import { basename, dirname, join } from 'node:path';
import type { AwsPaths } from '@keyless/files';
import type { OpenDocument } from './documents.ts';
import { pathKey, uriToPath } from './file-uri.ts';

/** What identifies a document for those who look for its surroundings. */
export type Target = Pick<OpenDocument, 'uri' | 'key' | 'kind'>;

/**
 * The AWS files that are read together with a document, the document itself left out. The user's own two belong
 * together; any other `config` or `credentials` belongs to its neighbour. Everything else goes with the user's own.
 */
export function awsFilesAround(target: Target, own: AwsPaths): Partial<AwsPaths> {
  if (target.kind === 'aws-config') return { credentials: companion(target, own, 'credentials') };
  if (target.kind === 'aws-credentials') return { config: companion(target, own, 'config') };
  return own;
}

/** The two files in which the names of a document are declared. */
export interface AwsPair {
  readonly paths: Partial<AwsPaths>;
  /** Whether they are the user's own, which environment files speak of. */
  readonly own: boolean;
}

/**
 * The pair of files that a document's names belong to: the user's own, or two neighbours with the usual names. Without
 * paths where an AWS file stands alone; nothing outside of it means what it names.
 */
export function awsPairOf(target: Target, own: AwsPaths): AwsPair {
  const isAws = target.kind === 'aws-config' || target.kind === 'aws-credentials';
  if (!isAws || isOwn(target.key, own)) return { paths: own, own: true };
  const path = uriToPath(target.uri);
  const isConfig = target.kind === 'aws-config';
  const other = path && neighbourOf(path, isConfig ? 'credentials' : 'config');
  if (!other || isOwn(pathKey(other), own)) return { paths: {}, own: false };
  return {
    paths: isConfig ? { config: path, credentials: other } : { config: other, credentials: path },
    own: false,
  };
}

function companion(target: Target, own: AwsPaths, wanted: keyof AwsPaths): string | undefined {
  const path = uriToPath(target.uri);
  if (path === undefined || isOwn(target.key, own)) return own[wanted];
  return neighbourOf(path, wanted) ?? own[wanted];
}

/** Where the other file of a pair is, for one with its usual name. */
function neighbourOf(path: string, wanted: keyof AwsPaths): string | undefined {
  const hasUsualName = basename(path) === (wanted === 'config' ? 'credentials' : 'config');
  return hasUsualName ? join(dirname(path), wanted) : undefined;
}

function isOwn(key: string, own: AwsPaths): boolean {
  return [own.config, own.credentials].some((path) => path !== undefined && pathKey(path) === key);
}
