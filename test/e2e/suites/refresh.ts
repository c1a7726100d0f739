import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../page/until.ts';
import { loadedSdk, startedExtension } from './extension.ts';

const CACHE = join(homedir(), '.aws/cli/cache');

async function cacheEntries(): Promise<readonly string[]> {
  const names = await readdir(CACHE).catch(() => []);
  return names.filter((name) => name.endsWith('.json'));
}

/** The entry that a refresh of a role left behind. */
async function entryOf(role: string): Promise<{ readonly file: string; readonly expiration: Date }> {
  return until(`a session of ${role} in the cache of the AWS CLI`, async () => {
    for (const name of await cacheEntries()) {
      const file = join(CACHE, name);
      const entry = JSON.parse(await readFile(file, 'utf8')) as {
        readonly AssumedRoleUser: { readonly Arn: string };
        readonly Credentials: { readonly Expiration: string };
      };
      if (entry.AssumedRoleUser.Arn.includes(`:assumed-role/${role}/`)) {
        return { file, expiration: new Date(entry.Credentials.Expiration) };
      }
    }
    return undefined;
  });
}

suite('refresh', function () {
  const sts = process.env['KEYLESS_TEST_STS'];

  suiteSetup(async function () {
    if (sts === undefined) this.skip();
    // The extension runs in this very process, and reads its environment when it refreshes.
    process.env['AWS_ENDPOINT_URL_STS'] = sts;
    await startedExtension();
  });

  test('has loaded nothing of AWS before', () => {
    assert.equal(loadedSdk(), undefined);
  });

  test('of a named profile leaves a session that the AWS CLI finds', async () => {
    await vscode.commands.executeCommand('keyless.refreshAssumedRole', 'my-role');
    const { file, expiration } = await entryOf('ReadOnly');
    assert.match(file, /[0-9a-f]{40}\.json$/u);
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
    const left = expiration.getTime() - Date.now();
    assert.ok(left > 50 * 60_000 && left <= 61 * 60_000, `${String(left)} ms are left`);
    assert.ok(loadedSdk(), 'the SDK is not in a file of its own');
  });

  test('asks which profile, the one in use first', async () => {
    process.env['AWS_PROFILE'] = 'my-role';
    try {
      const before = (await entryOf('ReadOnly')).expiration;
      let ended: true | undefined;
      void vscode.commands.executeCommand('keyless.refreshAssumedRole').then(() => {
        ended = true;
      });
      await until('the end of the refresh', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return ended;
      });
      assert.ok((await entryOf('ReadOnly')).expiration >= before);
    } finally {
      delete process.env['AWS_PROFILE'];
    }
  });

  test('of a profile that cannot be leaves no session', async () => {
    const before = await cacheEntries();
    await vscode.commands.executeCommand('keyless.refreshAssumedRole', 'reports');
    assert.deepEqual(await cacheEntries(), before);
  });
});
