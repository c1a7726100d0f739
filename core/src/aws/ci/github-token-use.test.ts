import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { usesGithubToken } from './github-token-use.ts';
import { readWorkflow } from './read-workflow.ts';

function uses(step: string): boolean {
  const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - ${step}\n`;
  const workflow = readWorkflow(
    parseYaml('file:///w/.github/workflows/a.yml', 'github-workflow', createSourceText(text)),
  )!;
  return usesGithubToken(workflow.jobs[0]!);
}

describe('usesGithubToken', () => {
  it.each([
    'softprops/action-gh-release@v2',
    'EndBug/add-and-commit@v9',
    'stefanzweifel/git-auto-commit-action@v6',
    'JamesIves/github-pages-deploy-action@v4',
    'peaceiris/actions-gh-pages@v4',
    'crazy-max/ghaction-github-pages@v4',
    'google-github-actions/release-please-action@v4',
    'googleapis/release-please-action@v4',
    'release-drafter/release-drafter@v6',
    'ncipollo/release-action@v1',
    'ad-m/github-push-action@master',
    'svenstaro/upload-release-action@v2',
    'thollander/actions-comment-pull-request@v3',
    'marocchino/sticky-pull-request-comment@v2',
    'reviewdog/action-eslint@v1',
    'EnricoMi/publish-unit-test-result-action@v2',
    'mikepenz/action-junit-report@v5',
    'dorny/test-reporter@v2',
    'bobheadxi/deployments@v1',
    'chrnorm/deployment-action@v2',
    'chrnorm/deployment-status@v2',
    'rickstaa/action-create-tag@v1',
    'hmarr/auto-approve-action@v4',
    'styfle/cancel-workflow-action@0.12.1',
    'nrwl/nx-set-shas@v4',
    'github/codeql-action/upload-sarif@v3',
    'actions/deploy-pages@v4',
  ])('takes %s for one that writes', (action) => {
    expect(uses(`uses: ${action}`)).toBe(true);
  });

  it.each([
    'actions/checkout@v5',
    'actions/setup-node@v5',
    'actions/upload-artifact@v4',
    'aws-actions/amazon-ecr-login@v2',
    'aws-actions/amazon-ecs-deploy-task-definition@v2',
    'aws-actions/aws-cloudformation-github-deploy@v1',
    'docker/setup-buildx-action@v3',
    'docker/login-action@v3',
    'hashicorp/setup-terraform@v3',
    'pnpm/action-setup@v4',
    'pulumi/actions@v6',
    'codecov/codecov-action@v5',
    'jwalton/gh-ecr-push@v2',
    'getsentry/action-release@v3',
    'newrelic/deployment-marker-action@v2.5.1',
    'robinraju/release-downloader@v1',
    'webfactory/create-aws-codedeploy-deployment@v0.5.0',
    'serverless/github-action@v3.2',
    'slackapi/slack-github-action@v2',
  ])('takes %s for one that does not', (action) => {
    expect(uses(`uses: ${action}`)).toBe(false);
  });

  it('knows an action that is told to write to pull requests', () => {
    const step = (comments: string) => `{uses: pulumi/actions@v6, with: {comment-on-pr: ${comments}}}`;
    expect(uses(step('true'))).toBe(true);
    expect(uses(step('false'))).toBe(false);
  });

  it.each([
    'git push',
    'git -C dist push origin main',
    'git -c user.name=x --git-dir dist/.git push',
    'cd dist && git --no-pager push',
    'gh pr create',
    'mkdocs gh-deploy --force',
    'npx gh-pages -d dist',
    'npx lerna version patch',
  ])('takes %s for a command that writes', (command) => {
    expect(uses(`run: ${command}`)).toBe(true);
  });

  it.each([
    'git config push.default current',
    'git commit -m "push it"',
    'git log --oneline',
    'docker push x',
    'aws s3 sync dist s3://gh-pages',
  ])('takes %s for one that does not', (command) => {
    expect(uses(`run: ${command}`)).toBe(false);
  });
});
