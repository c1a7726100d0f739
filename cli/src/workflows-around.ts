import { dirname, join } from 'node:path';
import {
  rankRoles,
  readRepository,
  repositoryFileOf,
  type DocumentKind,
  type DocumentModel,
  type RepositoryFile,
  type WorkspaceFacts,
} from '@keyless/core';
import type { FilesPort } from './check/files-port.ts';
import type { KeptModels } from './kept-models.ts';

/** What the workflows of a repository, and the actions in it that they use, tell each other. */
export interface WorkflowsAround {
  /** Of the repository of a workflow, whose path is absolute, and what else is known. */
  around(path: string, known: Known): Promise<WorkspaceFacts>;
  /** Reads everything again, because a file was rewritten. */
  forget(): void;
}

type Known = Pick<WorkspaceFacts, 'awsFiles' | 'sessions'>;

/** All of them, by their paths. The same for each of them. */
type Called = ReadonlyMap<string, RepositoryFile>;

/** A walk does not come back to a repository: of many of them, one after the other, only the last one is known. */
export function createWorkflowsAround(
  files: FilesPort,
  kindOf: (path: string) => DocumentKind | undefined,
  kept: KeptModels,
): WorkflowsAround {
  let last: { readonly root: string; readonly read: Promise<Called> } | undefined;
  return {
    around: async (path, known) => {
      const root = dirname(dirname(dirname(path)));
      if (last?.root !== root) last = { root, read: readCalled(files, root, kindOf, kept) };
      return new Around(known, await last.read, ({ path: inside }) => join(root, inside) === path);
    },
    forget: () => {
      last = undefined;
    },
  };
}

/** Roles are asked for by rewrites alone, and to find them all jobs of all workflows are looked at. */
class Around implements WorkspaceFacts {
  readonly awsFiles: WorkspaceFacts['awsFiles'];
  readonly sessions: WorkspaceFacts['sessions'];
  readonly called: Called;
  readonly #isOwn: (file: RepositoryFile) => boolean;

  constructor(known: Known, called: Called, isOwn: (file: RepositoryFile) => boolean) {
    this.awsFiles = known.awsFiles;
    this.sessions = known.sessions;
    this.called = called;
    this.#isOwn = isOwn;
  }

  get oidcRoles(): WorkspaceFacts['oidcRoles'] {
    const others = [...this.called.values()].filter((one) => !this.#isOwn(one));
    return rankRoles(others.flatMap(({ roles }) => roles));
  }
}

async function readCalled(
  files: FilesPort,
  root: string,
  kindOf: (path: string) => DocumentKind | undefined,
  kept: KeptModels,
): Promise<Called> {
  const folder = join(root, '.github', 'workflows');
  const names: string[] = [];
  try {
    for (const { name } of await files.disk.readdir(folder, { withFileTypes: true })) {
      if (kindOf(join(folder, name)) === 'github-workflow') names.push(name);
    }
  } catch {
    return new Map();
  }
  const modelOf = async (path: string, kind: DocumentKind): Promise<DocumentModel | undefined> => {
    const known = kept.known(path);
    if (known?.document.kind === kind) return known;
    const read = await files.read(path);
    return 'skipped' in read ? undefined : kept.of(path, kind, read.source);
  };
  const all = await readRepository(names, async ({ file, kind, path }) => {
    const model = await modelOf(join(root, file), kind);
    return model && repositoryFileOf(path, model);
  });
  return new Map(all.map((one) => [one.path, one]));
}
