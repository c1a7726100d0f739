import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A path as reports show it: relative to the working folder, with `/`; absolute on another drive. */
export function displayName(cwd: string, path: string): string {
  const name = relative(cwd, path);
  if (name === '') return '.';
  return isAbsolute(name) ? path : name.split(sep).join('/');
}

/** The URI under which the engine knows a file. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** The name of the file of a URI; the URI itself where it is none of a file. */
export function displayNameOfUri(cwd: string, uri: string): string {
  return uri.startsWith('file:') ? displayName(cwd, fileURLToPath(uri)) : uri;
}

/** File names may hold the codes that steer a terminal. */
export function printable(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
