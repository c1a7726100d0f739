import { copyVariable } from '../aws/environment-edits.ts';
import { environmentsOf, variableOf } from '../aws/environments.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe } from '../secret/safe-text.ts';

/**
 * `AWS_REGION` is what the SDKs agreed on; botocore still knows only its own name (botocore/configprovider.py), and
 * version 2 of the AWS CLI has been taught both. So the script beside the command runs in another region.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
export default defineRule({
  meta: {
    id: 'ignored-region',
    summary: 'Name the region for boto3 as well',
    category: 'Environment files',
    documents: ['dotenv', 'compose'],
    severity: 'hint',
    confidence: 'high',
    messages: {
      alone:
        'boto3 and version 1 of the AWS CLI do not read AWS_REGION, so they work in the region of the profile, or in none. Set AWS_DEFAULT_REGION too if one of them reads this.',
    },
    fixes: {
      'add-default-region': { title: 'Set AWS_DEFAULT_REGION too', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html',
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html',
    ],
    cwe: [],
  },
  create: (context) => ({
    documentEnd: () => {
      const { document } = context.model;
      for (const environment of environmentsOf(document)) {
        const region = variableOf(environment, 'AWS_REGION');
        const isAlone = environment.complete && !variableOf(environment, 'AWS_DEFAULT_REGION');
        if (!isAlone || typeof region?.value !== 'string' || region.value === '') continue;
        context.report({
          messageId: 'alone',
          range: region.nameRange,
          anchor: safe`${environment.label}AWS_REGION`,
          data: {},
          fixes: () => {
            const edits = copyVariable(document, region, 'AWS_DEFAULT_REGION');
            return edits ? [{ fixId: 'add-default-region', data: {}, edits, preferred: true }] : [];
          },
        });
      }
    },
  }),
});
