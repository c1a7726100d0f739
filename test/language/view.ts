import {
  classify,
  createSourceText,
  parseModel,
  repositoryFileOf,
  safeName,
  viewOf,
  type DocumentModel,
  type RepositoryFile,
  type View,
} from '@keyless/core';

/** What stands around a text: the other AWS file, or both for a `.env`. */
export interface Around {
  readonly config?: string;
  readonly credentials?: string;
  readonly oidcRoles?: readonly string[];
  /** Workflows and actions of the repository, by the paths that `uses:` names them by. */
  readonly called?: Readonly<Record<string, string>>;
  readonly maxSessionDuration?: number;
  readonly now?: string;
}

/** A text whose caret is a bar, e.g. `[profile a]\nreg|`, as the features see it. */
export interface AtCaret {
  readonly view: View;
  readonly caret: number;
  /** Without the bar. */
  readonly text: string;
}

const PATHS = {
  config: '.aws/config',
  credentials: '.aws/credentials',
  env: '.env',
  workflow: '.github/workflows/deploy.yml',
  action: 'actions/aws/action.yml',
  gitlab: '.gitlab-ci.yml',
  bitbucket: 'bitbucket-pipelines.yml',
  circleci: '.circleci/config.yml',
  azure: 'azure-pipelines.yml',
  buildkite: '.buildkite/pipeline.yml',
  codebuild: 'buildspec.yml',
} as const;

export type FileName = keyof typeof PATHS;

/** Takes the bar out of a text and puts the text into its surroundings. */
export function atCaret(file: FileName, marked: string, around: Around = {}): AtCaret {
  const caret = marked.indexOf('|');
  if (caret < 0 || caret !== marked.lastIndexOf('|')) throw new Error('The text has no caret, or two');
  const text = marked.slice(0, caret) + marked.slice(caret + 1);
  return { view: viewAround(file, text, around), caret, text };
}

/** A text in its surroundings. */
export function viewAround(file: FileName, text: string, around: Around = {}): View {
  return viewOf(model(PATHS[file], text), {
    facts: {
      awsFiles: {
        config: around.config === undefined ? undefined : model(PATHS.config, around.config),
        credentials:
          around.credentials === undefined ? undefined : model(PATHS.credentials, around.credentials),
      },
      oidcRoles: (around.oidcRoles ?? []).map(safeName),
      called: new Map(Object.entries(around.called ?? {}).flatMap(([path, text]) => calledFile(path, text))),
    },
    ...(around.maxSessionDuration !== undefined && { maxSessionDuration: around.maxSessionDuration }),
    clock: () => new Date(around.now ?? '2026-01-01T12:00:00Z'),
  });
}

function calledFile(path: string, text: string): readonly (readonly [string, RepositoryFile])[] {
  const file = repositoryFileOf(path, model(path.replace('./', ''), text));
  return file ? [[path, file]] : [];
}

function model(path: string, text: string): DocumentModel {
  const kind = classify(`/home/me/${path}`);
  if (!kind) throw new Error(`${path} is none of ours`);
  return parseModel(`file:///home/me/${path}`, kind, createSourceText(text));
}
