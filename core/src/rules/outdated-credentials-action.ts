import { isBefore, NEWEST_ACTION, versionOf, type ActionVersion } from '../aws/ci/action-version.ts';
import { bumpTraps } from '../aws/ci/bump-traps.ts';
import { isCredentialsStep, knowsOidc, modeOf } from '../aws/ci/credentials-action.ts';
import { ownerOf } from '../aws/ci/labels.ts';
import { bumpReference } from '../rewrites/oidc/action-reference.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';
import type { WorkflowJob, WorkflowStep } from '../aws/ci/workflow.ts';

/** The Node of each major version of the action that the runners have dropped. */
const DROPPED_NODE: ReadonlyMap<number, number> = new Map([
  [1, 12],
  [2, 16],
  [3, 16],
]);

/**
 * Runners no longer have the Node that old versions were made for and run them with another one, untested; versions
 * before v1.6.0 have never heard of OIDC.
 * https://github.com/aws-actions/configure-aws-credentials/releases
 */
export default defineRule({
  meta: {
    id: 'outdated-credentials-action',
    summary: 'Use a version of the credentials action that is still supported',
    category: 'CI identity',
    documents: ['github-workflow', 'github-action'],
    severity: 'info',
    confidence: 'high',
    messages: {
      withoutOidc:
        'This version of the credentials action knows no OIDC, which came with v1.6.0, so {owner} gets no credentials for its role. {remedy}',
      runtime:
        'This version of the credentials action was made for Node {node}, which the runners no longer have, so they run it with another one. {remedy}',
    },
    fixes: {
      'use-newest': { title: 'Use {reference}', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://github.com/aws-actions/configure-aws-credentials/releases',
      'https://github.blog/changelog/2023-09-22-github-actions-transitioning-from-node-16-to-node-20/',
    ],
    cwe: [1104],
  },
  create: (context) => {
    return {
      step: (step) => {
        const version = isCredentialsStep(step) && step.uses ? versionOf(step.uses) : undefined;
        if (!version || !step.uses) return;
        const node = droppedNode(version, step.job);
        // Whoever uses an action of the repository may have keys for it.
        const isMeant = step.job.workflow.kind === 'workflow' && modeOf(step) === 'oidc';
        const withoutOidc = isMeant && !knowsOidc(step.uses);
        if (node === undefined && !withoutOidc) return;
        const { traps, stops } = bumpTraps(step, isBefore(version, [3, 0]));
        const report = {
          range: step.uses.range,
          anchor: ownerOf(step.job),
          fixes: () => (stops ? [] : newestFixes(step)),
        };
        const remedy = remedyOf(traps);
        if (withoutOidc) {
          const data = { owner: ownerOf(step.job), remedy };
          context.report({ messageId: 'withoutOidc', severity: 'error', data, ...report });
        } else if (node !== undefined) {
          context.report({ messageId: 'runtime', data: { node, remedy }, ...report });
        }
      },
    };
  },
});

/** What other servers run actions with is up to their runners. */
function droppedNode({ major }: ActionVersion, { workflow }: WorkflowJob) {
  return workflow.server === 'github' ? DROPPED_NODE.get(major) : undefined;
}

function remedyOf(traps: SafeText): SafeText {
  return traps === ''
    ? safe`Use ${safeName(NEWEST_ACTION.tag)}.`
    : safe`Use ${safeName(NEWEST_ACTION.tag)}, but ${traps}.`;
}

function newestFixes(step: WorkflowStep) {
  const bump = bumpReference(step);
  if (!bump) return [];
  const data = { reference: safeName(bump.version) };
  return [{ fixId: 'use-newest' as const, data, edits: bump.edits, preferred: true }];
}
