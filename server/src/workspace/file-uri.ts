import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a `file:` URI; `undefined` for every other scheme and for what is no file's URI. */
export function uriToPath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function pathToUri(path: string): string {
  return pathToFileURL(path).href;
}

/** What the rest of the world calls a document: a file's path, and for other schemes the decoded path of the URI. */
export function displayPath(uri: string): string {
  const path = uriToPath(uri);
  if (path !== undefined) return path;
  const rest = uri.replace(/^[a-z][a-z\d+.-]*:/iu, '').replace(/[?#].*$/su, '');
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}

/**
 * Equal for all spellings of one file's URI: editors encode characters in different ways (`c%3A`, `C:`), and Windows
 * does not tell the case of drive letters apart.
 */
export function uriKey(uri: string): string {
  const path = uriToPath(uri);
  return path === undefined ? uri : pathKey(path);
}

/** The key of the file at an absolute path. */
export function pathKey(path: string): string {
  return `file:${path.replace(/^[a-z]:/u, (drive) => drive.toUpperCase())}`;
}
