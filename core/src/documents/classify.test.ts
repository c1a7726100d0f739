import { describe, expect, it } from 'vitest';
import { classify, documentGlobs, isTemplate, ownGlobs, prunedFolders } from './classify.ts';
import { globToRegExp } from './glob.ts';

describe('classify', () => {
  it.each([
    ['/home/me/.aws/config', 'aws-config'],
    ['/home/me/.aws/credentials', 'aws-credentials'],
    ['C:\\Users\\me\\.aws\\credentials', 'aws-credentials'],
    ['.aws/config', 'aws-config'],
    ['file:///home/me/.aws/config', 'aws-config'],
    ['/r/.github/workflows/deploy.yml', 'github-workflow'],
    ['/r/.github/workflows/action.yaml', 'github-workflow'],
    ['/r/.github/actions/login/action.yml', 'github-action'],
    ['action.yaml', 'github-action'],
    ['/r/.gitlab-ci.yml', 'gitlab-ci'],
    ['/r/.gitlab-ci-deploy.yml', 'gitlab-ci'],
    ['/r/ci/deploy.gitlab-ci.yml', 'gitlab-ci'],
    ['/r/.gitlab/ci/deploy.yml', 'gitlab-ci'],
    ['/r/.circleci/config.yml', 'circleci'],
    ['/r/bitbucket-pipelines.yml', 'bitbucket-pipelines'],
    ['/r/azure-pipelines.yml', 'azure-pipelines'],
    ['/r/azure-pipelines-release.yaml', 'azure-pipelines'],
    ['/r/.buildkite/pipeline.yml', 'buildkite'],
    ['/r/buildspec.yml', 'codebuild'],
    ['/r/buildspec-prod.yaml', 'codebuild'],
    ['/r/compose.yaml', 'compose'],
    ['/r/compose.prod.yml', 'compose'],
    ['/r/docker-compose.override.yml', 'compose'],
    ['/r/template.yaml', 'cloudformation'],
    ['/r/template.yml', 'cloudformation'],
    ['/r/template-prod.yaml', 'cloudformation'],
    ['/r/roles-template.yml', 'cloudformation'],
    ['/r/roles.template.yaml', 'cloudformation'],
    ['/r/roles.cfn.yml', 'cloudformation'],
    ['/r/cfn/roles/deploy.yml', 'cloudformation'],
    ['/r/cloudformation.yml', 'cloudformation'],
    ['/r/cloudformation-roles.yml', 'cloudformation'],
    ['/r/roles.cloudformation.yml', 'cloudformation'],
    ['C:\\r\\infra\\cloudformation\\roles.yaml', 'cloudformation'],
    ['/r/cfn/buildspec.yml', 'codebuild'],
    ['/r/cfn/.github/workflows/template.yml', 'github-workflow'],
    ['/r/.forgejo/workflows/deploy.yml', 'github-workflow'],
    ['C:\\r\\.gitea\\workflows\\deploy.yaml', 'github-workflow'],
    ['/r/values.yaml', 'kubernetes'],
    ['/r/k8s/deployment.yml', 'kubernetes'],
    ['/r/.github/dependabot.yml', 'kubernetes'],
    ['/r/.env', 'dotenv'],
    ['/r/.env.local', 'dotenv'],
    ['/r/.env.example', 'dotenv'],
    ['/r/prod.env', 'dotenv'],
    ['/r/.envrc', 'dotenv'],
    ['/r/.flaskenv', 'dotenv'],
    ['C:\\r\\.env', 'dotenv'],
  ])('%s is %s', (path, kind) => expect(classify(path)).toBe(kind));

  it.each([
    '/r/config',
    '/r/aws/config',
    '/home/me/.aws/config.bak',
    '/home/me/.aws/cli/cache/x.json',
    '/r/.github/workflows/readme.md',
    '/r/env',
    '/r/.environment',
    '/r/template.json',
    '/r/values.yaml.tpl',
    '',
  ])('%s is nothing', (path) => expect(classify(path)).toBeUndefined());

  it('takes paths that the environment names, and only these', () => {
    const options = { awsConfigFiles: ['/etc/aws.ini'], awsCredentialsFiles: ['C:\\aws\\keys'] };
    expect(classify('/etc/aws.ini', options)).toBe('aws-config');
    expect(classify('C:/aws/keys', options)).toBe('aws-credentials');
    expect(classify('/etc/aws.ini.bak', options)).toBeUndefined();
    expect(classify('/x/etc/aws.ini', options)).toBeUndefined();
    expect(classify('/r/.env', options)).toBe('dotenv');
  });
});

describe('isTemplate', () => {
  it.each([
    '.env.example',
    '/r/.env.sample',
    '.env.TEMPLATE',
    '.env.dist',
    '.env.tpl',
    'example.env',
    '.env.local.example',
    'C:\\r\\.env.sample-prod',
    'k8s/secret.example.yaml',
    'k8s/secret.template.yaml',
  ])('%s is one', (path) => expect(isTemplate(path)).toBe(true));

  it.each([
    '.env',
    '.env.local',
    '.env.examples-api',
    'examples/.env',
    'template/prod.env',
    '.github/workflows/x.template.yml',
  ])('%s is none', (path) => expect(isTemplate(path)).toBe(false));
});

describe('the lists', () => {
  it('match each other: a glob without its stars is a path of its kind', () => {
    for (const glob of documentGlobs) {
      const name = glob.replaceAll('**/', '').replaceAll('*', 'x');
      const path = `/r/${name.replaceAll(/\{([^,}]*)[^}]*\}/gu, '$1')}`;
      expect(classify(path), glob).toBeDefined();
    }
  });

  it('know the names that are ours whatever is in the file', () => {
    for (const path of ['/r/.aws/config', '/r/.env', '/r/.github/workflows/a.yml', '/r/.keyless.yaml'])
      expect(ownGlobs.some((glob) => globToRegExp(glob).test(path))).toBe(true);
    for (const path of ['/r/mkdocs.yml', '/r/docker-compose.yml', '/r/template.yaml'])
      expect(ownGlobs.some((glob) => globToRegExp(glob).test(path))).toBe(false);
  });

  it('prune no folder that a pattern names', () => {
    const named = documentGlobs
      .flatMap((glob) => glob.split('/').slice(0, -1))
      .filter((part) => !part.includes('*'));
    expect(named.length).toBeGreaterThan(3);
    for (const folder of named) expect(prunedFolders.has(folder)).toBe(false);
    expect(prunedFolders.has('node_modules')).toBe(true);
  });
});
