import { globsOf, literalGlob, type DocumentKind } from '@keyless/core';
import type { AwsPaths } from '@keyless/files';
import type { DocumentSelector } from '../lsp.ts';
import { AWS_LANGUAGE } from './document-kind.ts';

/** The two files of the AWS tools. */
export const AWS_KINDS: ReadonlySet<DocumentKind> = new Set(['aws-config', 'aws-credentials']);

/** Files that set the variables of a program. */
export const ENVIRONMENT_KINDS: ReadonlySet<DocumentKind> = new Set(['dotenv', 'compose']);

/** Files in which profiles are named. */
export const NAMING_KINDS: ReadonlySet<DocumentKind> = new Set([...AWS_KINDS, ...ENVIRONMENT_KINDS]);

/** Files in which something is known of places. */
export const HOVER_KINDS: ReadonlySet<DocumentKind> = new Set([
  ...AWS_KINDS,
  'dotenv',
  'github-workflow',
  'github-action',
  'gitlab-ci',
  'bitbucket-pipelines',
  'circleci',
  'azure-pipelines',
  'buildkite',
  'codebuild',
]);

/** Selects files of some kinds, the AWS files among them: by name, by the environment, by the language chosen by hand. */
export function documentSelector(kinds: ReadonlySet<DocumentKind>, own: AwsPaths): DocumentSelector {
  const paths = [own.config, own.credentials].filter((path) => path !== undefined);
  return [
    ...[...globsOf(kinds), ...paths.map(literalGlob)].map((pattern) => ({ scheme: 'file', pattern })),
    { language: AWS_LANGUAGE },
  ];
}
