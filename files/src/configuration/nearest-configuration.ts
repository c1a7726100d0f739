import { dirname, join, relative, sep } from 'node:path';

/** The file in which a team says how Keyless is to judge a repository. */
export const CONFIGURATION_NAME = '.keyless.yaml';

/** Tells whether an absolute path is taken: a link to nothing is no reason to obey the next configuration. Never rejects. */
export type IsTaken = (path: string) => Promise<boolean>;

/**
 * The configuration that holds for a file: the nearest one in its folder or above it, but none beyond the root of its
 * Git repository. The file itself need not exist. `undefined` for none.
 */
export async function nearestConfiguration(path: string, isTaken: IsTaken): Promise<string | undefined> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const candidate = join(folder, CONFIGURATION_NAME);
    if (await isTaken(candidate)) return candidate;
    if (dirname(folder) === folder || (await isTaken(join(folder, '.git')))) return undefined;
  }
}

/** A file's path as its configuration speaks of it: relative to the configuration's folder, with `/`. */
export function pathInConfiguration(configuration: string, path: string): string {
  return relative(dirname(configuration), path).split(sep).join('/');
}
