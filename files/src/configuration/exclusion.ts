import ignore from 'ignore';

/** Tells whether a path, relative to the configuration's folder and with `/`, is excluded. */
export type IsExcluded = (path: string) => boolean;

/** Reads the patterns of `exclude`, which mean what they would in a `.gitignore` beside the configuration. */
export function exclusionOf(patterns: readonly string[]): IsExcluded {
  if (patterns.length === 0) return () => false;
  const matcher = ignore().add([...patterns]);
  return (path) => ignore.isPathValid(path) && matcher.ignores(path);
}
