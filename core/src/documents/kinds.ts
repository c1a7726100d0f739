import type { DocumentKind } from './document.ts';

/** Files that a CI system runs. */
export const CI_KINDS = [
  'github-workflow',
  'github-action',
  'gitlab-ci',
  'circleci',
  'bitbucket-pipelines',
  'azure-pipelines',
  'buildkite',
  'codebuild',
] as const satisfies readonly DocumentKind[];

/** Everywhere that people put AWS credentials. */
export const CREDENTIAL_KINDS = [
  'aws-config',
  'aws-credentials',
  'dotenv',
  'compose',
  'kubernetes',
  ...CI_KINDS,
] as const satisfies readonly DocumentKind[];

/** Files of one person's machine. That Git ignores them is as it should be, and no reason not to judge them. */
const LOCAL_KINDS: readonly DocumentKind[] = ['aws-config', 'aws-credentials', 'dotenv'];

/** Whether files of a kind are judged although Git ignores them. */
export function isLocal(kind: DocumentKind): boolean {
  return LOCAL_KINDS.includes(kind);
}

/** Whether a kind belongs to a CI system. */
export function isCi(kind: DocumentKind): boolean {
  return (CI_KINDS as readonly DocumentKind[]).includes(kind);
}

/** Kinds by names that files of others have too, so that the content has the last word. */
export type SharedKind = 'compose' | 'cloudformation' | 'kubernetes';

/** Whether the content has a say in whether a file of a kind is ours at all. */
export function isShared(kind: DocumentKind): kind is SharedKind {
  return kind === 'compose' || kind === 'cloudformation' || kind === 'kubernetes';
}
