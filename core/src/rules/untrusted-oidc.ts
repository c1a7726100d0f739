import { localPath } from '../aws/ci/local-path.ts';
import { effectiveIdToken } from '../aws/ci/permissions.ts';
import { allSteps } from '../aws/ci/steps.ts';
import { tokenStepOf } from '../aws/ci/token-use.ts';
import { checksOutHead, mayServeStrangers } from '../aws/ci/untrusted-code.ts';
import type { WorkflowJob } from '../aws/ci/workflow.ts';
import { entryNamed } from '../documents/yaml/path.ts';
import { tokenNeedOf, type CalledFiles } from '../facts/token-need.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/**
 * Runs of these events belong to the base repository, get its tokens, and are started by anybody who opens a pull
 * request: whoever gets a line of code into such a job has the role.
 * https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
 */
export default defineRule({
  meta: {
    id: 'untrusted-oidc',
    summary: 'Assume no role in runs that pull requests from forks can start',
    category: 'CI identity',
    documents: ['github-workflow'],
    severity: 'warning',
    confidence: 'medium',
    messages: {
      target:
        'Job {job} assumes a role through OIDC on pull_request_target, which anybody can start by a pull request, so code of a stranger may get the session. Assume the role in a workflow that forks cannot start.',
      head: 'Job {job} assumes a role through OIDC on workflow_run and checks out the head of the run before, so code of a stranger may get the session. Check out no head there, or assume the role in another job.',
    },
    fixes: {},
    since: '0.1.0',
    references: [
      'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request_target',
      'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
    ],
    cwe: [829],
  },
  create: (context) => ({
    job: (job) => {
      const place = assumedAt(job, context.facts.called);
      if (!place || effectiveIdToken(job) === 'missing') return;
      const { triggers } = job.workflow;
      const report = { range: place, anchor: safe`job ${job.id}`, data: { job: job.id } };
      const step = tokenStepOf(job);
      const target = triggers.get('pull_request_target');
      if (target && mayServeStrangers(job, step, 'pull_request_target')) {
        const related = [{ range: target, message: safe`Forks can start the workflow by this event` }];
        context.report({ messageId: 'target', related, ...report });
        return;
      }
      const head = triggers.has('workflow_run') ? allSteps(job).find(checksOutHead) : undefined;
      if (head && mayServeStrangers(job, step, 'workflow_run')) {
        const range = head.uses?.range ?? head.run?.keyRange ?? head.range;
        const related = [{ range, message: safe`The head is checked out here` }];
        context.report({ messageId: 'head', related, ...report });
      }
    },
  }),
});

/** Where a job assumes a role: in a step of its own, or in a workflow of the repository that it calls. */
function assumedAt(job: WorkflowJob, called: CalledFiles): Range | undefined {
  const step = tokenStepOf(job);
  if (step) return step.uses?.range ?? step.run?.keyRange ?? step.range;
  const path = job.uses === undefined ? undefined : localPath(job.uses);
  return path !== undefined && tokenNeedOf(path, called)
    ? entryNamed(job.entries, 'uses')?.valueRange
    : undefined;
}
