import type { YamlKind } from '../documents/document.ts';
import type { RepositoryFile } from './repository-file.ts';

/** A file that may be one of the repository's. */
export interface RepositoryPlace {
  /** From the repository's root: `./.github/workflows/deploy.yml`, `./actions/aws/action.yml`. */
  readonly file: string;
  readonly kind: YamlKind;
  /** As `uses:` names it, see `RepositoryFile.path`. */
  readonly path: string;
}

/** Reads a file of the repository, see `repositoryFileOf`; `undefined` without one. */
export type RepositoryReader = (place: RepositoryPlace) => Promise<RepositoryFile | undefined>;

/** A repository with more workflows, or actions of its own, than this tells its habits by some of them. */
const MOST_FILES = 200;

/**
 * Reads the workflows of a repository, given by their names, and then the actions in it that they use. One file after
 * the other: to parse them all at once would keep everything else waiting.
 */
export async function readRepository(
  names: readonly string[],
  read: RepositoryReader,
): Promise<readonly RepositoryFile[]> {
  const files = new Map<string, RepositoryFile>();
  const wanted = new Set<string>();
  const add = async (place: RepositoryPlace): Promise<boolean> => {
    const file = await read(place);
    if (!file) return false;
    files.set(place.path, file);
    for (const used of file.uses) wanted.add(used);
    return true;
  };
  for (const name of [...names].sort().slice(0, MOST_FILES)) {
    const path = `./.github/workflows/${name}`;
    await add({ file: path, kind: 'github-workflow', path });
  }
  // The set grows while it is walked: actions use actions.
  let actions = 0;
  for (const path of wanted) {
    if (files.has(path) || /\.ya?ml$/u.test(path)) continue;
    actions += 1;
    if (actions > MOST_FILES) break;
    const isThere = await add({ file: `${path}/action.yml`, kind: 'github-action', path });
    if (!isThere) await add({ file: `${path}/action.yaml`, kind: 'github-action', path });
  }
  return [...files.values()];
}

/** A text that differs when others could see a difference. */
export function repositoryDigest(files: readonly RepositoryFile[]): string {
  return JSON.stringify(
    files
      .filter(({ roles, jobs }) => roles.length > 0 || jobs.length > 0)
      .map(({ path, roles, jobs }) => [path, roles, jobs]),
  );
}
