import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareAwsCli, runCommand } from './aws-cli.ts';
import type { StsServer } from './server.ts';
import { createStsServer } from './server.ts';
import { arnOfRole, defaultWorld, keyOfUser, workloadAccount } from './world.ts';

const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
const world = defaultWorld();
const dev = keyOfUser(world, 'dev');

const script = `
import boto3, json, sys
from botocore.exceptions import ClientError
session = boto3.Session(profile_name='my-role')
out = {'arn': session.client('sts').get_caller_identity()['Arn']}
user = boto3.Session(profile_name='dev').client('sts')
out['minutes'] = round(user.get_session_token(DurationSeconds=900)['Credentials']['Expiration'].timestamp() - float(sys.argv[1])) // 60
try:
    user.assume_role(RoleArn=sys.argv[2], RoleSessionName='a b')
except ClientError as error:
    out['error'] = error.response['Error']
    out['status'] = error.response['ResponseMetadata']['HTTPStatusCode']
print(json.dumps(out))
`;

describe.skipIf(!hasBoto3)('boto3', () => {
  let sts: StsServer;
  let home: string;

  beforeAll(async () => {
    sts = await createStsServer({ world });
    home = await mkdtemp(join(tmpdir(), 'local-sts-'));
  });

  afterAll(async () => {
    await sts.close();
    await rm(home, { recursive: true, force: true });
  });

  it('assumes roles, takes sessions and understands errors', async () => {
    const env = await prepareAwsCli(home, sts);
    await writeFile(
      join(home, '.aws', 'config'),
      `[profile dev]
region = eu-central-1
aws_access_key_id = ${dev.accessKeyId}
aws_secret_access_key = ${dev.secretAccessKey}
[profile my-role]
region = ap-southeast-2
role_arn = ${arnOfRole(world, 'Deploy')}
source_profile = dev
role_session_name = boto
`,
    );
    const now = String(Math.floor(Date.now() / 1000));
    const result = await runCommand('python3', ['-c', script, now, arnOfRole(world, 'Deploy')], env);
    expect(result).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout)).toEqual({
      arn: `arn:aws:sts::${workloadAccount}:assumed-role/Deploy/boto`,
      minutes: 15,
      error: {
        Type: 'Sender',
        Code: 'ValidationError',
        Message:
          "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: " +
          'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
      },
      status: 400,
    });
  });
});
