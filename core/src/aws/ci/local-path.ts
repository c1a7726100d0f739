/**
 * The file or folder of the repository that a `uses:` names, as `./path` from the repository's root; `undefined` for
 * what is somewhere else.
 */
export function localPath(uses: string): string | undefined {
  if (!uses.startsWith('./')) return undefined;
  const parts = uses.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : ['.', ...parts].join('/');
}
