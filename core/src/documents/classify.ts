import type { DocumentKind } from './document.ts';
import { globToRegExp } from './glob.ts';
import { isShared } from './kinds.ts';

const ANY_YAML = '*.{yml,yaml}';

/**
 * Which files are ours, in the order in which they are asked: the first pattern that fits decides. Classifying, the
 * editor's document selectors and its file watchers all come from this table. Other files have the names of
 * CloudFormation's and Kubernetes' too, so for these the content has the last word.
 */
const PATTERNS: readonly (readonly [DocumentKind, string])[] = [
  ['aws-config', '**/.aws/config'],
  ['aws-credentials', '**/.aws/credentials'],
  ['github-workflow', '**/.github/workflows/*.{yml,yaml}'],
  ['github-workflow', '**/.forgejo/workflows/*.{yml,yaml}'],
  ['github-workflow', '**/.gitea/workflows/*.{yml,yaml}'],
  ['github-action', '**/action.{yml,yaml}'],
  ['gitlab-ci', '**/.gitlab-ci*.{yml,yaml}'],
  ['gitlab-ci', '**/*.gitlab-ci.{yml,yaml}'],
  ['gitlab-ci', '**/.gitlab/**/*.{yml,yaml}'],
  ['circleci', '**/.circleci/**/*.{yml,yaml}'],
  ['bitbucket-pipelines', '**/bitbucket-pipelines.{yml,yaml}'],
  ['azure-pipelines', '**/azure-pipelines*.{yml,yaml}'],
  ['azure-pipelines', '**/.azure-pipelines/**/*.{yml,yaml}'],
  ['buildkite', '**/.buildkite/**/*.{yml,yaml}'],
  ['codebuild', '**/buildspec*.{yml,yaml}'],
  ['compose', '**/compose*.{yml,yaml}'],
  ['compose', '**/docker-compose*.{yml,yaml}'],
  ['cloudformation', '**/template.{yml,yaml}'],
  ['cloudformation', '**/template-*.{yml,yaml}'],
  ['cloudformation', '**/*-template.{yml,yaml}'],
  ['cloudformation', '**/*.template.{yml,yaml}'],
  ['cloudformation', '**/*.cfn.{yml,yaml}'],
  ['cloudformation', '**/cfn/**/*.{yml,yaml}'],
  ['cloudformation', '**/cloudformation*.{yml,yaml}'],
  ['cloudformation', '**/*.cloudformation.{yml,yaml}'],
  ['cloudformation', '**/cloudformation/**/*.{yml,yaml}'],
  ['keyless-config', '**/.keyless.{yaml,yml}'],
  ['dotenv', '**/.env'],
  ['dotenv', '**/.env.*'],
  ['dotenv', '**/*.env'],
  ['dotenv', '**/.envrc'],
  ['dotenv', '**/.flaskenv'],
  // Manifests have any name, so every other YAML file may be one until its content is known.
  ['kubernetes', `**/${ANY_YAML}`],
];

const MATCHERS = PATTERNS.map(([kind, glob]) => [kind, globToRegExp(glob)] as const);

/**
 * The names that files of ours can have at all: nearly every file of a folder is decided by this one pattern. Every YAML
 * file may be ours, so no pattern of one is tried.
 */
const NAMES = new RegExp(
  [...new Set(PATTERNS.map(([, glob]) => lastPart(glob)))]
    .filter((name) => name === ANY_YAML || !/\.\{(?:yml,yaml|yaml,yml)\}$/u.test(name))
    .map((name) => globToRegExp(name).source)
    .join('|'),
  'u',
);

/** The same patterns for editors: globs relative to any folder, with `**`, `*` and braces only. */
export const documentGlobs: readonly string[] = PATTERNS.map(([, glob]) => glob);

/** Those whose files are ours whatever is in them. */
export const ownGlobs: readonly string[] = PATTERNS.filter(([kind]) => !isShared(kind)).map(
  ([, glob]) => glob,
);

/** Those of some kinds. */
export function globsOf(kinds: ReadonlySet<DocumentKind>): readonly string[] {
  return PATTERNS.filter(([kind]) => kinds.has(kind)).map(([, glob]) => glob);
}

/**
 * Folders in which no file of ours can be: other people's code, and what tools keep for themselves. Walkers leave them
 * out by their name.
 */
export const prunedFolders: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'site-packages',
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.terraform',
  '.terragrunt-cache',
  '.venv',
  '.tox',
  '.nox',
  '.eggs',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.gradle',
  '.yarn',
  '.pnpm-store',
  '.npm',
  '.cargo',
  '.rustup',
  '.nuget',
  '.m2',
  '.vscode-server',
  '.vscode-test',
  '.aws-sam',
  'cdk.out',
  '.serverless',
  '.turbo',
  '.parcel-cache',
]);

/** Paths that are ours whatever their name, because the environment says so (`AWS_CONFIG_FILE` and its like). */
export interface ClassifyOptions {
  readonly awsConfigFiles?: readonly string[];
  readonly awsCredentialsFiles?: readonly string[];
}

/**
 * What kind of document a path is for; `undefined` for a file that is none of ours. Absolute and relative paths, with
 * slashes of both kinds. Only the path counts, so a file need not exist.
 */
export function classify(path: string, options: ClassifyOptions = {}): DocumentKind | undefined {
  const { awsConfigFiles = NONE, awsCredentialsFiles = NONE } = options;
  const isNamed = awsConfigFiles.length > 0 || awsCredentialsFiles.length > 0;
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (!isNamed && !NAMES.test(name)) return undefined;
  const normal = withSlashes(path);
  const isOneOf = (paths: readonly string[]): boolean => paths.some((one) => withSlashes(one) === normal);
  if (isOneOf(awsConfigFiles)) return 'aws-config';
  if (isOneOf(awsCredentialsFiles)) return 'aws-credentials';
  return MATCHERS.find(([, matcher]) => matcher.test(normal))?.[0];
}

/** Parts of a name that say that people copy the file and fill the copy in. */
const TEMPLATE_PART = /^(?:example|sample|template|tmpl|dist|tpl)$/iu;

/** Kinds of which a file may be there for copying; a manifest may have a name of CloudFormation's. */
const COPIED_KINDS: ReadonlySet<DocumentKind> = new Set([
  'dotenv',
  'compose',
  'kubernetes',
  'cloudformation',
]);

/**
 * Whether a file is a template by its name, such as `.env.example`: what it asks for is filled in elsewhere. Takes
 * paths and URIs. A CI file is none, whatever its name, because the CI runs it.
 */
export function isTemplate(path: string): boolean {
  const parts = lastPart(withSlashes(path)).split(/[.\-_]/u);
  if (!parts.some((part) => TEMPLATE_PART.test(part))) return false;
  const kind = classify(path);
  return kind !== undefined && COPIED_KINDS.has(kind);
}

const NONE: readonly string[] = [];

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
