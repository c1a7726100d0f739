import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { effectiveIdToken, effectiveScopes } from './permissions.ts';
import { readWorkflow } from './read-workflow.ts';
import type { WorkflowJob } from './workflow.ts';

function job(workflow: string, own: string, on = 'push'): WorkflowJob {
  const text = `on: ${on}\n${workflow === '' ? '' : `permissions: ${workflow}\n`}jobs:\n  a:\n${own === '' ? '' : `    permissions: ${own}\n`}    steps: []\n`;
  return readWorkflow(parseYaml('file:///x.yml', 'github-workflow', createSourceText(text)))!.jobs[0]!;
}

const MAP = '\n      contents: read\n      id-token: write';

describe('effectiveIdToken', () => {
  it.each([
    ['no permissions at all', '', '', 'missing'],
    ['the workflow grants it', '{id-token: write}', '', 'granted'],
    ['the job grants it', '', MAP, 'granted'],
    ['quoted keys and values', '', '{ "id-token": "write" }', 'granted'],
    ['the job replaces the workflow', '{id-token: write}', '{contents: read}', 'missing'],
    ['the job replaces the denying workflow', '{}', MAP, 'granted'],
    ['the job gives nothing', 'write-all', '{}', 'missing'],
    ['the job denies it', '', '{id-token: none}', 'missing'],
    ['read-all', 'read-all', '', 'missing'],
    ['write-all', 'write-all', '', 'granted'],
    ['the job says write-all', '{contents: read}', 'write-all', 'granted'],
    ['read, which does not exist', '', '{id-token: read}', 'unknown'],
    ['WRITE, which does not exist', '', '{id-token: WRITE}', 'unknown'],
    ['an expression, which is not allowed', '', '${{ inputs.x }}', 'unknown'],
    ['null, which is not allowed', '', '# nothing', 'unknown'],
    ['the wrong name', '', '{id_token: write}', 'missing'],
  ])('%s', (_, workflow, own, expected) => {
    expect(effectiveIdToken(job(workflow, own))).toBe(expected);
  });

  it('leaves it to the callers of a workflow that says nothing', () => {
    expect(effectiveIdToken(job('', '', '[workflow_call, push]'))).toBe('inherited');
    expect(effectiveIdToken(job('', '{contents: read}', 'workflow_call'))).toBe('missing');
    expect(effectiveIdToken(job('{id-token: write}', '', 'workflow_call'))).toBe('granted');
  });

  it('follows an alias', () => {
    const text = 'jobs:\n  a:\n    permissions: &p {id-token: write}\n  b:\n    permissions: *p\n';
    const workflow = readWorkflow(parseYaml('file:///x.yml', 'github-workflow', createSourceText(text)))!;
    expect(workflow.jobs.map(effectiveIdToken)).toEqual(['granted', 'granted']);
    expect(workflow.jobs[1]!.permissions).toMatchObject({ form: 'map', map: { shared: true } });
  });
});

describe('effectiveScopes', () => {
  it.each([
    ['', '', 'default', undefined, 'none'],
    ['{contents: read}', '', 'workflow', 'read', 'none'],
    ['{contents: read}', '{id-token: write}', 'job', 'none', 'write'],
    ['read-all', '', 'workflow', 'read', 'none'],
    ['write-all', '', 'workflow', 'write', 'write'],
    ['', '{}', 'job', 'none', 'none'],
    ['', 'all', 'job', undefined, undefined],
  ])('of workflow %j and job %j', (workflow, own, origin, contents, idToken) => {
    const scopes = effectiveScopes(job(workflow, own));
    expect([scopes.origin, scopes.accessTo('contents'), scopes.accessTo('id-token')]).toEqual([
      origin,
      contents,
      idToken,
    ]);
  });

  it('knows that models can only be read', () => {
    expect(effectiveScopes(job('write-all', '')).accessTo('models')).toBe('read');
    expect(effectiveScopes(job('{models: write}', '')).accessTo('models')).toBeUndefined();
  });

  it('leaves a called workflow without permissions to its callers', () => {
    expect(effectiveScopes(job('', '', 'workflow_call')).origin).toBe('caller');
    expect(effectiveScopes(job('', '', 'workflow_call')).accessTo('id-token')).toBeUndefined();
  });
});
