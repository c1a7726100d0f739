import { inputEntry, inputOf, isCredentialsStep } from '../aws/ci/credentials-action.ts';
import type { WorkflowStep } from '../aws/ci/workflow.ts';
import { appendPairs } from '../documents/yaml/edits.ts';
import { REGION_NAME, regionFor } from '../rewrites/oidc/region.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * `aws-region` is the one input that `aws-actions/configure-aws-credentials` requires. From v4.2.0 on the variable
 * `AWS_REGION` serves instead; `AWS_DEFAULT_REGION` never does.
 * https://github.com/aws-actions/configure-aws-credentials#options
 */
export default defineRule({
  meta: {
    id: 'missing-region',
    summary: 'Give the credentials action a region',
    category: 'CI identity',
    documents: ['github-workflow'],
    severity: 'error',
    confidence: 'high',
    messages: {
      missing:
        'The credentials action of job {job} has no aws-region, and it ends the job without one. Add the region that the job works in.',
      placeholder:
        'aws-region of job {job} still holds the placeholder {region}, for which there is no endpoint. Write the region that the job works in.',
    },
    fixes: {
      'add-region': { title: 'Add aws-region: {region}', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://github.com/aws-actions/configure-aws-credentials#options'],
    cwe: [],
  },
  create: (context) => ({
    step: (step) => {
      if (!isCredentialsStep(step) || !step.uses) return;
      const { job } = step;
      const anchor = safe`job ${job.id}`;
      const region = inputOf(step, 'aws-region');
      if (region === REGION_NAME) {
        const range = inputEntry(step, 'aws-region')?.valueRange ?? step.uses.range;
        context.report({
          messageId: 'placeholder',
          range,
          anchor,
          data: { job: job.id, region: safeName(region) },
        });
      }
      if (region !== undefined) return;
      context.report({
        messageId: 'missing',
        range: step.uses.range,
        anchor,
        data: { job: job.id },
        fixes: () => addRegion(step, context),
      });
    },
  }),
});

/** Offered where the file or the settings tell the region; a guess would send the job to another one's resources. */
function addRegion(step: WorkflowStep, { settings }: Pick<RuleContext, 'settings'>) {
  const { value, placeholder } = regionFor(step.job, settings.oidc.region);
  const holder = step.inputs?.holder;
  const edits =
    holder && placeholder === undefined
      ? appendPairs(step.job.workflow.document, holder, [{ key: 'aws-region', value }])
      : undefined;
  return edits
    ? [{ fixId: 'add-region' as const, data: { region: safeName(value) }, edits, preferred: true }]
    : [];
}
