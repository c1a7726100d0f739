import type { YamlKind } from '../documents/document.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { repositoryFileOf, type RepositoryFile } from './repository-file.ts';

/** Parses a file of the repository, named from its root (`./.github/workflows/deploy.yml`); `undefined` without one. */
export type RepositoryReader = (path: string, kind: YamlKind) => Promise<DocumentModel | undefined>;

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
  const add = (path: string, model: DocumentModel | undefined): void => {
    const file = model && repositoryFileOf(path, model);
    if (!file) return;
    files.set(path, file);
    for (const used of file.uses) wanted.add(used);
  };
  for (const name of [...names].sort().slice(0, MOST_FILES)) {
    const path = `./.github/workflows/${name}`;
    add(path, await read(path, 'github-workflow'));
  }
  // The set grows while it is walked: actions use actions.
  let actions = 0;
  for (const path of wanted) {
    if (files.has(path) || /\.ya?ml$/u.test(path)) continue;
    actions += 1;
    if (actions > MOST_FILES) break;
    add(
      path,
      (await read(`${path}/action.yml`, 'github-action')) ??
        (await read(`${path}/action.yaml`, 'github-action')),
    );
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
