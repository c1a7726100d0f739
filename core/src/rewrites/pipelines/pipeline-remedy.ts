import type { CredentialSet } from '../../aws/credential-set.ts';
import { holdsDummiesOnly } from '../../aws/credentials/dummy-key.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { writtenEntries } from '../../documents/yaml/path.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { isConfirmed, type JobChange, type Refusal } from '../oidc/job-change.ts';
import type { OidcContext, Remedy, RewriteContext, StaticFix } from '../rewrite.ts';
import { bitbucketSteps, bitbucketToOidc } from './bitbucket.ts';
import { circleciToOidc } from './circleci.ts';
import { codebuildToServiceRole } from './codebuild.ts';
import { gitlabToOidc } from './gitlab.ts';
import type { PipelineRewrite } from './pipeline-rewrite.ts';

/** What to do about keys in a file of any CI system but GitHub's workflows. */
export function pipelineRemedy(set: CredentialSet, document: YamlDocument, context: RewriteContext): Remedy {
  return context.once(set, () => {
    if (document.kind === 'codebuild') return codebuildRemedy(document);
    const rewrite = rewriteIn(set, document, context);
    const steps = stepsFor(document);
    if (rewrite && 'refusal' in rewrite) {
      return {
        sentence: safe`${steps}; this is not rewritten automatically because ${rewrite.refusal}.`,
        fixes: () => [],
      };
    }
    return { sentence: safe`${steps}.`, fixes: () => (rewrite ? oidcFixes(rewrite) : []) };
  });
}

/** What takes a set of credentials out of such a file, or why it has to be left to a person. */
export function pipelineChanges(
  set: CredentialSet,
  document: YamlDocument,
  context: OidcContext,
): readonly JobChange[] | Refusal {
  if (holdsDummiesOnly(set)) return { refusal: safe`only an emulator or a mock of AWS takes these dummies` };
  if (document.kind === 'codebuild') {
    const change = codebuildToServiceRole(document);
    return 'refusal' in change ? change : [change];
  }
  const rewrite = rewriteIn(set, document, context) ?? {
    refusal: safe`it takes a connection or a plugin that somebody has to set up first`,
  };
  return 'refusal' in rewrite ? rewrite : rewrite.changes;
}

function rewriteIn(
  set: CredentialSet,
  document: YamlDocument,
  context: OidcContext,
): PipelineRewrite | Refusal | undefined {
  const { pipeline } = context.model;
  if (pipeline) return gitlabToOidc(set, pipeline, context);
  if (document.kind === 'bitbucket-pipelines') {
    const steps = context.once(document, () => bitbucketSteps(document));
    return bitbucketToOidc(set, document, steps, context);
  }
  if (document.kind !== 'circleci') return undefined;
  const entries = context.once(document, () => writtenEntries(document));
  return circleciToOidc(set, document, entries, context);
}

function oidcFixes({ document, changes, role }: PipelineRewrite): readonly StaticFix[] {
  if (!isConfirmed(document, changes)) return [];
  return [
    {
      fixId: 'rewrite-to-oidc',
      data: { role: safeName(role), extent: safe`` },
      edits: changes.flatMap((one) => one.edits),
      preferred: true,
    },
  ];
}

function codebuildRemedy(document: YamlDocument): Remedy {
  const change = codebuildToServiceRole(document);
  if ('refusal' in change) {
    return {
      sentence: safe`Let the build use the project's service role instead; this is not rewritten automatically because ${change.refusal}.`,
      fixes: () => [],
    };
  }
  return {
    sentence: safe`Delete the keys: the project's service role is used without them.`,
    fixes: () =>
      !isConfirmed(document, [change])
        ? []
        : [{ fixId: 'use-service-role', data: {}, edits: change.edits, preferred: true }],
  };
}

/** What a person has to do, by the system that runs the file; a sentence without its full stop. */
function stepsFor({ kind }: YamlDocument): SafeText {
  switch (kind) {
    case 'bitbucket-pipelines':
      return safe`Set oidc: true on the step and give it a role (AWS_OIDC_ROLE_ARN for Atlassian's pipes) instead`;
    case 'circleci':
      return safe`Let aws-cli/setup assume a role with role_arn instead`;
    case 'azure-pipelines':
      return safe`Let the tasks of the AWS Toolkit use a service connection with OIDC instead`;
    case 'buildkite':
      return safe`Let the plugin aws-assume-role-with-web-identity assume a role instead`;
    case 'github-action':
      return safe`Let the jobs that use this action assume a role through OIDC instead: an action cannot ask for the token itself`;
    default:
      return safe`Let the job assume a role through OIDC instead`;
  }
}
