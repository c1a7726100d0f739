import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  TextDocumentEdit,
} from 'vscode-languageserver-protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RewriteRepositoryResult } from '@keyless/server/protocol';
import { applyWorkspaceEdit } from './apply-edits.ts';
import { PLAIN, VS_CODE, type ClientOptions } from './client.ts';
import { oidcWorkflow } from './samples.ts';
import { client, startInFolder, useWorld, world } from './scene.ts';

const CONFIRMING: ClientCapabilities = {
  ...VS_CODE,
  workspace: {
    ...VS_CODE.workspace,
    applyEdit: true,
  },
};

const STORED = `on: push
permissions:
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: eu-west-1
`;
const REFUSED = STORED.replace('on: push', 'on: pull_request_target');
const GITLAB = `deploy:
  variables:
    AWS_ACCESS_KEY_ID: $PROD_KEY_ID
    AWS_SECRET_ACCESS_KEY: $PROD_SECRET
  script:
    - aws s3 ls
`;
const ROLE = 'arn:aws:iam::111122223333:role/Deploy';

let applied: ApplyWorkspaceEditParams[];
let answer: boolean;
let messages: string[];

useWorld();
beforeEach(() => {
  applied = [];
  messages = [];
  answer = true;
});

async function start(options: ClientOptions = {}): Promise<void> {
  await startInFolder({ capabilities: CONFIRMING, ...options });
  client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
    applied.push(params);
    return { applied: answer };
  });
  client.connection.onRequest('window/showMessageRequest', () => null);
  client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    messages.push(message);
  });
}

function rewrite(): Promise<RewriteRepositoryResult> {
  // Without parameters, as the client of VS Code sends it.
  return client.connection.sendRequest('keyless/rewriteRepository');
}

function changesOf(params: ApplyWorkspaceEditParams | undefined): readonly TextDocumentEdit[] {
  return (params?.edit.documentChanges ?? []) as TextDocumentEdit[];
}

/** What a file of the edit becomes. */
function after(path: string, text: string): string {
  return applyWorkspaceEdit(text, world.uri(path), applied[0]?.edit);
}

describe('the rewrite of a repository to OIDC', () => {
  it('is one edit of all files, to be confirmed, with the role that the repository assumes already', async () => {
    await world.write('work/.github/workflows/deploy.yml', STORED);
    await world.write('work/.github/workflows/review.yml', REFUSED);
    await world.write('work/.github/workflows/release.yml', oidcWorkflow(ROLE));
    await world.write('work/.gitlab-ci.yml', GITLAB);
    await world.write('work/.env', 'AWS_ACCESS_KEY_ID=AKIAQ3EGRT7YHXW5KLMN\n');
    await start();
    const result = await rewrite();
    expect(result).toMatchObject({ applied: true, files: 2, rewritten: 2 });
    expect(result.left).toEqual([
      {
        uri: world.uri('work/.github/workflows/review.yml'),
        what: 'job deploy',
        reason: expect.stringContaining('pull_request_target') as string,
        range: { start: { line: 9, character: 10 }, end: { line: 9, character: 27 } },
      },
    ]);
    expect(applied).toHaveLength(1);
    const { changeAnnotations } = applied[0]!.edit;
    expect(Object.values(changeAnnotations ?? {})).toEqual([
      { label: 'Rewrite to OIDC', description: 'Changes 2 files', needsConfirmation: true },
    ]);
    const all = changesOf(applied[0]);
    expect(all.every(({ textDocument }) => textDocument.version === null)).toBe(true);
    expect(all.flatMap(({ edits }) => edits).every((edit) => 'annotationId' in edit)).toBe(true);
    const workflow = after('work/.github/workflows/deploy.yml', STORED);
    expect(workflow).toContain(`role-to-assume: ${ROLE}`);
    expect(workflow).toContain('id-token: write');
    expect(workflow).not.toContain('aws-access-key-id');
    expect(after('work/.gitlab-ci.yml', GITLAB)).toContain('GITLAB_OIDC_TOKEN');
  });

  it('takes open files as the editor has them, in their version, new ones included', async () => {
    const path = 'work/.github/workflows/deploy.yml';
    await world.write(path, REFUSED);
    await start();
    await client.open(world.uri(path), `# 🔑\n${STORED}`);
    await client.open(world.uri('work/.github/workflows/new.yml'), `\uFEFF${STORED}`);
    expect(await rewrite()).toMatchObject({ files: 2, rewritten: 2, left: [] });
    expect(changesOf(applied[0]).map(({ textDocument }) => textDocument.version)).toEqual([1, 1]);
    expect(after(path, `# 🔑\n${STORED}`)).toContain('role-to-assume: ${{ vars.AWS_ROLE_ARN }}');
    const fresh = after('work/.github/workflows/new.yml', `\uFEFF${STORED}`);
    expect(fresh).toBe(`\uFEFF${after(path, `# 🔑\n${STORED}`).replace('# 🔑\n', '')}`);
  });

  it('leaves alone what somebody has silenced', async () => {
    const silenced = STORED.replace(
      '          aws-access-key-id',
      '          # keyless: ignore[ci-stored-keys] their account\n          aws-access-key-id',
    );
    await world.write('work/.github/workflows/deploy.yml', silenced);
    await start();
    expect(await rewrite()).toEqual({ applied: false, files: 0, rewritten: 0, left: [] });
    expect(applied).toEqual([]);
  });

  it('tells that the edit was not confirmed', async () => {
    await world.write('work/.github/workflows/deploy.yml', STORED);
    await start();
    answer = false;
    expect(await rewrite()).toEqual({ applied: false, files: 1, rewritten: 1, left: [] });
    expect(Object.values(applied[0]!.edit.changeAnnotations ?? {})).toMatchObject([
      { description: 'Changes 1 file', needsConfirmation: true },
    ]);
  });

  it('needs neither versions nor annotations', async () => {
    await world.write('work/.github/workflows/deploy.yml', STORED);
    await start({ capabilities: { ...PLAIN, workspace: { applyEdit: true } } });
    await rewrite();
    expect(Object.keys(applied[0]!.edit)).toEqual(['changes']);
    expect(
      applied[0]!.edit.changes?.[world.uri('work/.github/workflows/deploy.yml')]?.length,
    ).toBeGreaterThan(0);
  });

  it('is a command of the server for editors without one, which tells what came of it', async () => {
    await world.write('work/.github/workflows/deploy.yml', STORED);
    await world.write('work/.github/workflows/review.yml', REFUSED);
    await start();
    const commands = client.initialized.capabilities.executeCommandProvider?.commands;
    expect(commands).toContain('keyless.server.rewriteRepository');
    await client.connection.sendRequest('workspace/executeCommand', {
      command: 'keyless.server.rewriteRepository',
    });
    expect(applied).toHaveLength(1);
    expect(client.received.join('\n')).toContain(
      'Rewritten to OIDC: 1 job of 1 file. 1 is left: job deploy in review.yml, because the workflow runs on pull_request_target',
    );
  });

  it('is no command of the server where the editor has its own, or applies no edits', async () => {
    await start({ options: { commands: { rewriteRepository: true, openRulePage: true } } });
    expect(client.initialized.capabilities.executeCommandProvider).toBeUndefined();
    await client.shutdown();
    await start({ capabilities: PLAIN });
    expect(client.initialized.capabilities.executeCommandProvider).toBeUndefined();
  });
});
