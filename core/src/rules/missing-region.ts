import { inputEntry, inputOf, isCredentialsStep } from '../aws/ci/credentials-action.ts';
import { ownerOf } from '../aws/ci/labels.ts';
import { findsRegion } from '../aws/ci/region-in-force.ts';
import type { WorkflowStep } from '../aws/ci/workflow.ts';
import { appendPairs, insertPairsAfter, type YamlEdits } from '../documents/yaml/edits.ts';
import { entryNamed } from '../documents/yaml/path.ts';
import type { NewPair } from '../documents/yaml/render.ts';
import { REGION_NAME, regionFor } from '../rewrites/oidc/region.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import { safeName } from '../secret/safe-text.ts';

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
    documents: ['github-workflow', 'github-action'],
    severity: 'error',
    confidence: 'high',
    messages: {
      missing:
        'The credentials action of {owner} has no aws-region, and it ends the job without one. Add the region that the job works in.',
      placeholder:
        'aws-region of {owner} still holds the placeholder {region}, for which there is no endpoint. Write the region that the job works in.',
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
      const owner = ownerOf(step.job);
      const region = inputOf(step, 'aws-region');
      if (region === REGION_NAME) {
        const range = inputEntry(step, 'aws-region')?.valueRange ?? step.uses.range;
        context.report({
          messageId: 'placeholder',
          range,
          anchor: owner,
          data: { owner, region: safeName(region) },
        });
      }
      if (region !== undefined || findsRegion(step)) return;
      context.report({
        messageId: 'missing',
        range: step.uses.range,
        anchor: owner,
        data: { owner },
        fixes: () => addRegion(step, context),
      });
    },
  }),
});

/** Offered where the file or the settings tell the region; a guess would send the job to another one's resources. */
function addRegion(step: WorkflowStep, { settings }: Pick<RuleContext, 'settings'>) {
  const { value, placeholder } = regionFor(step.job, settings.oidc.region);
  const edits = placeholder === undefined ? regionEdits(step, { key: 'aws-region', value }) : undefined;
  return edits
    ? [{ fixId: 'add-region' as const, data: { region: safeName(value) }, edits, preferred: true }]
    : [];
}

function regionEdits({ inputs, entries, job }: WorkflowStep, pair: NewPair): YamlEdits {
  const { document } = job.workflow;
  if (inputs) return appendPairs(document, inputs.holder, [pair]);
  const uses = entryNamed(entries, 'uses');
  return uses && !entryNamed(entries, 'with')
    ? insertPairsAfter(document, uses, [{ key: 'with', value: [pair] }])
    : undefined;
}
