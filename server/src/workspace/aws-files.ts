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

function companion(target: Target, own: AwsPaths, wanted: keyof AwsPaths): string | undefined {
  const path = uriToPath(target.uri);
  if (path === undefined || isOwn(target, own)) return own[wanted];
  const hasUsualName = basename(path) === (wanted === 'config' ? 'credentials' : 'config');
  return hasUsualName ? join(dirname(path), wanted) : own[wanted];
}

function isOwn({ key }: Target, own: AwsPaths): boolean {
  return [own.config, own.credentials].some((path) => path !== undefined && pathKey(path) === key);
}
