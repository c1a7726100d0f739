import type { WorkflowJob } from '../aws/ci/workflow.ts';
import type { CredentialSet, CredentialSite } from '../aws/credential-set.ts';
import { holdsDummiesOnly } from '../aws/credentials/dummy-key.ts';
import { accountsWithRole, manifestAt } from '../aws/kubernetes/manifest.ts';
import type { IniSection } from '../documents/ini/nodes.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import { replaceLines } from '../text/line-edits.ts';
import { envFileToProfile, obstacleToProfile } from './env-file-to-profile.ts';
import { hasWorkflowKeys } from './oidc/env-part.ts';
import { keysToOidc, workflowToOidc, type OidcRewrite } from './oidc/keys-to-oidc.ts';
import { profileToRole } from './profile-to-role.ts';
import { pipelineRemedy } from './pipelines/pipeline-remedy.ts';
import type { Remedy, RewriteContext, StaticFix } from './rewrite.ts';
import { isSessionSet } from './role/profile-places.ts';
import { planRole } from './role/role-plan.ts';

const NO_FIXES = (): readonly StaticFix[] => [];

/** There is no key that something else could take the place of. */
const DUMMIES: Remedy = {
  sentence: safe`A dummy is not rewritten: where an emulator takes it, name the emulator's endpoint beside it.`,
  fixes: NO_FIXES,
};

const IN_ENVIRONMENT = safe`Name a profile with AWS_PROFILE instead.`;

const IN_CONFIG = safe`Delete the keys here and give the profile role_arn and source_profile in the config file.`;

/** What to do about a part of a static credential: where it stands decides which rewrite mends it. */
export function remedyFor(site: CredentialSite, set: CredentialSet, context: RewriteContext): Remedy {
  if (site.commentedOut)
    return { sentence: safe`Delete the line.`, fixes: () => [deleteLine(site, context)] };
  if (holdsDummiesOnly(set)) return DUMMIES;
  switch (set.owner.type) {
    case 'profile':
      return profileRemedy(set.owner.section, set, context);
    case 'env-file':
      return envFileRemedy(set, context);
    case 'workflow-env':
    case 'action-inputs':
    case 'script':
      return set.owner.job ? jobRemedy(set.owner.job, set, context) : wideRemedy(set, context);
    case 'variables':
      return variablesRemedy(set, context);
  }
}

function deleteLine(site: CredentialSite, { model }: RewriteContext): StaticFix {
  const { source } = model.document;
  const { line } = source.lines.positionAt(site.range.start);
  const whole = { start: source.lines.lineStart(line), end: source.lines.lineStart(line + 1) };
  return { fixId: 'delete-commented-key', data: {}, edits: replaceLines(source, [whole], []) };
}

function profileRemedy(section: IniSection, set: CredentialSet, context: RewriteContext): Remedy {
  const { kind } = context.model.document;
  // Long-term keys belong into the credentials file, as the source of roles.
  if (kind === 'aws-credentials' && !isSessionSet(set)) return { sentence: IN_CONFIG, fixes: NO_FIXES };
  const planned = context.once(set, () => planRole(section, set, context));
  if ('refusal' in planned) return { sentence: planned.refusal, fixes: NO_FIXES };
  return {
    sentence:
      kind === 'aws-config'
        ? safe`Let the profile assume a role with role_arn and source_profile instead.`
        : IN_CONFIG,
    fixes: () => context.once(planned, () => profileToRole(planned.plans(), context)),
  };
}

function envFileRemedy(set: CredentialSet, context: RewriteContext): Remedy {
  const { document } = context.model;
  if (document.format !== 'dotenv') return { sentence: IN_ENVIRONMENT, fixes: NO_FIXES };
  const reason = context.once(document, () => obstacleToProfile(document));
  if (reason !== undefined) {
    return {
      sentence: safe`Name a profile with AWS_PROFILE instead; this is not rewritten automatically because ${reason}.`,
      fixes: NO_FIXES,
    };
  }
  return {
    sentence: IN_ENVIRONMENT,
    fixes: () => context.once(set, () => envFileToProfile(set, document, context)),
  };
}

/** What to do about the keys of a job, or of the whole workflow. */
function oidcRemedy(rewrite: OidcRewrite, who: SafeText): Remedy {
  if ('refusal' in rewrite) {
    return {
      sentence: safe`Let ${who} assume a role through OIDC instead; this is not rewritten automatically because ${rewrite.refusal}.`,
      fixes: NO_FIXES,
    };
  }
  let fixes: readonly StaticFix[] | undefined;
  return {
    sentence: safe`Let ${who} assume a role through OIDC instead.`,
    fixes: () => (fixes ??= rewrite.fixes()),
  };
}

function jobRemedy(job: WorkflowJob, set: CredentialSet, context: RewriteContext): Remedy {
  return hasWorkflowKeys(job.workflow)
    ? wideRemedy(set, context)
    : context.once(job, () => oidcRemedy(keysToOidc(job, context), safe`the job`));
}

/** Keys that reach every job; in the files of other systems than GitHub's, those of a script. */
function wideRemedy(set: CredentialSet, context: RewriteContext): Remedy {
  const { workflow } = context.model;
  if (!workflow) return variablesRemedy(set, context);
  return context.once(workflow, () => oidcRemedy(workflowToOidc(workflow, context), safe`each job`));
}

function variablesRemedy(set: CredentialSet, context: RewriteContext): Remedy {
  const { document } = context.model;
  const { kind } = document;
  if (kind === 'aws-config' || kind === 'aws-credentials') {
    return { sentence: safe`Delete the line: no tool reads a credential there.`, fixes: NO_FIXES };
  }
  if (kind === 'compose') {
    return { sentence: safe`Mount ~/.aws read-only and set AWS_PROFILE instead.`, fixes: NO_FIXES };
  }
  if (kind === 'kubernetes') return { sentence: podSentence(set, context), fixes: NO_FIXES };
  if (document.format !== 'yaml') return { sentence: IN_ENVIRONMENT, fixes: NO_FIXES };
  if (kind === 'github-workflow') {
    return { sentence: safe`Let the job assume a role through OIDC instead.`, fixes: NO_FIXES };
  }
  return pipelineRemedy(set, document, context);
}

/** Keys in the environment of a pod win over every role that it is given, so the role alone changes nothing. */
function podSentence({ sites }: CredentialSet, { model: { manifests }, once }: RewriteContext): SafeText {
  const accounts = once(manifests, () => accountsWithRole(manifests));
  const manifest = sites[0] && manifestAt(manifests, sites[0].range);
  const account = manifest && accounts.get(manifest);
  if (account !== undefined) {
    return safe`Delete the keys: ServiceAccount ${safeName(account)} already gives its pods a role, and keys in their environment win over it.`;
  }
  return safe`Give the pods a role through EKS Pod Identity or IRSA (eks.amazonaws.com/role-arn on their ServiceAccount) and delete the keys, which would win over both.`;
}
