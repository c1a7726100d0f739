import { basename } from 'node:path';
import { classify, type DocumentKind } from '@keyless/core';
import type { AwsPaths } from '@keyless/files';
import { displayPath, pathKey, uriToPath } from './file-uri.ts';

/** The language that a person chooses by hand for an AWS file with a name of its own. */
export const AWS_LANGUAGE = 'aws-config';

/** The kind of the file at an absolute path: the files that the environment names first, then by name and place. */
export function kindOfPath(path: string, awsPaths: AwsPaths): DocumentKind | undefined {
  const key = pathKey(path);
  if (awsPaths.config !== undefined && key === pathKey(awsPaths.config)) return 'aws-config';
  if (awsPaths.credentials !== undefined && key === pathKey(awsPaths.credentials)) return 'aws-credentials';
  return classify(path);
}

/** The kind of an open document. Where its path tells nothing, the chosen language does. */
export function kindOfDocument(
  uri: string,
  languageId: string,
  awsPaths: AwsPaths,
): DocumentKind | undefined {
  const path = uriToPath(uri);
  const shown = displayPath(uri);
  const kind = path === undefined ? classify(shown) : kindOfPath(path, awsPaths);
  if (kind !== undefined || languageId !== AWS_LANGUAGE) return kind;
  return /credentials/iu.test(basename(shown)) ? 'aws-credentials' : 'aws-config';
}
