import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  changedText,
  changedUri,
  createLinter,
  createSourceText,
  parseModel,
  rules,
  type DocumentKind,
  type DocumentModel,
  type FileChange,
  type Fix,
  type Linter,
  type WorkspaceFacts,
} from '@keyless/core';
import { createSessionCache } from '@keyless/sessions/cache';
import { parse } from 'dotenv';
import { prepareAwsCli } from '../sts/aws-cli.ts';
import { callSts, credentialsIn } from '../sts/raw-client.ts';
import { createStsServer, type StsServer } from '../sts/server.ts';
import { arnOfRole, defaultWorld, keyOfUser } from '../sts/world.ts';
import type { World } from '../sts/world-types.ts';

/** A home folder of a person with AWS files, a local STS behind it, and what Keyless makes of it. */
export interface Home {
  readonly sts: StsServer;
  readonly world: World;
  /** The environment of a command that is run there. */
  readonly env: Readonly<Record<string, string>>;
  readonly linter: Linter;
  write(file: string, text: string): Promise<void>;
  read(file: string): Promise<string>;
  /** Keys of a session of a role, as lines of a profile. */
  pasted(role: string): Promise<string>;
  /** Keys of the one session in the AWS CLI's cache, as lines of a profile. */
  cached(): Promise<string>;
  /** Lines with the keys of the user `dev`. */
  readonly longTerm: string;
  /** A command that prints these keys. */
  readonly process: string;
  /** Judges a file as it stands on the disk. */
  judge(file: string, kind: DocumentKind): Promise<{ model: DocumentModel; facts: WorkspaceFacts }>;
  /** Applies a fix or a rewrite to the files; what it leaves open is filled in with `role`. */
  apply(model: DocumentModel, change: Pick<Fix, 'edits' | 'elsewhere'>, role?: string): Promise<void>;
  close(): Promise<void>;
}

export async function createHome(): Promise<Home> {
  const home = await mkdtemp(join(tmpdir(), 'keyless-rewrites-'));
  const world = defaultWorld();
  const sts = await createStsServer({ world });
  const env = await prepareAwsCli(home, sts);
  const dev = keyOfUser(world, 'dev');
  const answer = { Version: 1, AccessKeyId: dev.accessKeyId, SecretAccessKey: dev.secretAccessKey };
  const bin = join(home, 'bin');
  const program = async (name: string, args: string): Promise<string> => {
    const file = join(bin, name);
    await mkdir(bin, { recursive: true });
    await writeFile(
      file,
      `#!/bin/sh\n[ "$*" = "${args}" ] || exit 9\ncat <<'END'\n${JSON.stringify(answer)}\nEND\n`,
    );
    await chmod(file, 0o755);
    return file;
  };
  await program('aws-vault', 'export --format=json --no-session base-identity');
  const helper = await program('helper', 'print-keys');
  const path = (file: string): string => join(home, file);
  const model = async (file: string, kind: DocumentKind): Promise<DocumentModel | undefined> => {
    const text = await readFile(path(file), 'utf8').catch(() => undefined);
    return text === undefined
      ? undefined
      : parseModel(pathToFileURL(path(file)).href, kind, createSourceText(text));
  };
  return {
    sts,
    world,
    env: {
      ...env,
      PATH: [bin, env['PATH'] ?? ''].join(delimiter),
      AWS_DEFAULT_REGION: 'eu-central-1',
    },
    linter: createLinter({ rules, clock: () => new Date(), readers: { dotenv: (text) => parse(text) } }),
    write: async (file, text) => {
      await mkdir(dirname(path(file)), { recursive: true });
      await writeFile(path(file), text);
    },
    read: (file) => readFile(path(file), 'utf8'),
    pasted: async (role) => {
      const parameters = { Action: 'AssumeRole', RoleArn: arnOfRole(world, role), RoleSessionName: 'pasted' };
      return keyLines(credentialsIn(await callSts(sts.url, { parameters, credentials: dev })));
    },
    cached: async () => {
      const folder = join(home, '.aws', 'cli', 'cache');
      const [name = ''] = (await readdir(folder)).filter((one) => one.endsWith('.json'));
      const { Credentials: keys } = JSON.parse(await readFile(join(folder, name), 'utf8')) as {
        Credentials: Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>;
      };
      return keyLines({
        accessKeyId: keys.AccessKeyId,
        secretAccessKey: keys.SecretAccessKey,
        sessionToken: keys.SessionToken,
      });
    },
    longTerm: keyLines(dev),
    process: `${helper} print-keys`,
    judge: async (file, kind) => {
      const judged = await model(file, kind);
      if (!judged) throw new Error(`${file} is not there`);
      const [config, credentials] = [
        await model('.aws/config', 'aws-config'),
        await model('.aws/credentials', 'aws-credentials'),
      ];
      const newConfig = config ? undefined : pathToFileURL(path('.aws/config')).href;
      const sessions = await createSessionCache(home).read();
      return {
        model: judged,
        facts: { awsFiles: { config, credentials, newConfig }, oidcRoles: [], called: new Map(), sessions },
      };
    },
    apply: async ({ document }, { edits, elsewhere }, role = '') => {
      const own: readonly FileChange[] = edits.length === 0 ? [] : [{ type: 'edit', file: document, edits }];
      for (const change of [...own, ...elsewhere]) {
        await writeFile(fileURLToPath(changedUri(change)), changedText(change).replaceAll('ROLE_NAME', role));
      }
    },
    close: async () => {
      await sts.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function keyLines(keys: {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}): string {
  const token = keys.sessionToken === undefined ? '' : `aws_session_token = ${keys.sessionToken}\n`;
  return `aws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n${token}`;
}
