import { describe, expect, it } from 'vitest';
import type { OidcRoleResult } from '@keyless/server/protocol';
import { oidcWorkflow } from './samples.ts';
import { client, startInFolder, useWorld, world } from './scene.ts';

const ROLE = 'arn:aws:iam::111122223333:role/Deploy';
const CONFIG = '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:acme/site.git\n';

useWorld();

function ask(format: string, folder?: string): Promise<OidcRoleResult> {
  return client.connection.sendRequest('keyless/oidcRole', { format, ...(folder && { folder }) });
}

describe('the role for OIDC', () => {
  it('is worked out from the remote, its default branch and the workflows', async () => {
    await world.write('work/.git/config', CONFIG);
    await world.write('work/.git/refs/remotes/origin/HEAD', 'ref: refs/remotes/origin/trunk\n');
    await world.write('work/.github/workflows/release.yml', oidcWorkflow(ROLE));
    await startInFolder();
    const result = await ask('policy');
    expect(result).toMatchObject({ languageId: 'json' });
    const { text } = result as { text: string };
    expect(JSON.parse(text)).toMatchObject({ Statement: [{ Effect: 'Allow' }] });
    expect(text).toContain('arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com');
    expect(text).toContain('"repo:acme/site:ref:refs/heads/trunk"');
  });

  it('takes open workflows as the editor has them', async () => {
    await world.write('work/.git/config', CONFIG);
    const uri = await world.write('work/.github/workflows/release.yml', oidcWorkflow(ROLE));
    await startInFolder();
    await client.open(uri, oidcWorkflow(ROLE).replace('runs-on', 'environment: production\n    runs-on'));
    expect(await ask('terraform')).toMatchObject({
      languageId: 'terraform',
      text: expect.stringContaining('"repo:acme/site:environment:production"') as string,
    });
  });

  it('finds the repository of a worktree, and of a folder below it', async () => {
    await world.write('repo/.git/config', CONFIG);
    await world.write('repo/.git/worktrees/work/commondir', '../..\n');
    await world.write('work/.git', `gitdir: ${world.path('repo/.git/worktrees/work')}\n`);
    await world.write('work/app/.github/workflows/release.yml', oidcWorkflow(ROLE));
    await startInFolder();
    expect(await ask('commands', world.uri('work/app'))).toMatchObject({
      languageId: 'shellscript',
      text: expect.stringContaining('repo:acme/site:ref:refs/heads/main') as string,
    });
  });

  it('knows a GitLab pipeline', async () => {
    await world.write('work/.git/config', CONFIG.replace('github.com', 'gitlab.example.com'));
    await world.write('work/.gitlab-ci.yml', 'deploy:\n  script:\n    - aws s3 ls\n');
    await startInFolder();
    expect(await ask('cloudformation')).toMatchObject({
      text: expect.stringContaining("'gitlab.example.com:sub'") as string,
    });
  });

  it.each([
    ['without a remote', '[core]\n\tbare = false\n'],
    ['with a remote in a folder', '[remote "origin"]\n\turl = ../site.git\n'],
  ])('is none of a repository %s', async (_name, config) => {
    await world.write('work/.git/config', config);
    await startInFolder();
    expect(await ask('policy')).toEqual({
      problem: expect.stringContaining('no remote') as string,
    });
    expect(await ask('poem')).toEqual({ problem: 'The role cannot be worked out' });
  });
});
