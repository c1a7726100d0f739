import { join } from 'node:path';
import { safe, type SafeText } from '@keyless/core';
import { nodeFileSystem, writeFileAtomic, type FileSystem } from '@keyless/files';
import { shownErrorCode } from '../error-code.ts';
import { folderFacts, isLink } from '../folder-facts.ts';
import { safePath } from '../safe-path.ts';
import type { AssumeRoleAnswer } from '../sts-port.ts';
import { writeExpiration } from './expiration.ts';
import { cliCacheFolder } from './key.ts';
import { pythonJson, type PythonJsonValue } from './python-json.ts';

/** A written entry's path, and what its owner should know about the folder; or why there is none. */
export type CacheWriting =
  { readonly file: string; readonly notes: readonly SafeText[] } | { readonly problem: SafeText };

/**
 * Writes a session into the AWS CLI's cache under its name: atomically, readable by its owner alone, and touching no
 * other file. A folder that belongs to somebody else is not written to: its owner could put another session there.
 */
export async function writeCacheEntry(
  home: string,
  name: string,
  answer: AssumeRoleAnswer,
  fs: FileSystem = nodeFileSystem,
): Promise<CacheWriting> {
  const folder = cliCacheFolder(home);
  const file = join(folder, name);
  try {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const judged = await judgeFolder(home, fs);
    if ('problem' in judged) return judged;
    const obstacle = await obstacleAt(file, fs);
    if (obstacle) return { problem: obstacle };
    await writeFileAtomic(file, cacheEntryText(answer), { mode: 0o600, fs });
    return { file, notes: judged.notes };
  } catch (error) {
    return { problem: safe`${safePath(folder)} cannot be written (${shownErrorCode(error)})` };
  }
}

/**
 * The text of an entry: botocore's response as the AWS CLI serialises it, the account taken from the session's ARN.
 * The expiration is zoned, because the CLI fails on one that is not.
 */
export function cacheEntryText(answer: AssumeRoleAnswer): string {
  const { credentials, assumedRoleUser, metadata } = answer;
  const account = assumedRoleUser.arn.split(':')[4];
  const entry: Record<string, PythonJsonValue> = {
    Credentials: {
      AccessKeyId: credentials.accessKeyId.expose(),
      SecretAccessKey: credentials.secretAccessKey.expose(),
      SessionToken: credentials.sessionToken.expose(),
      Expiration: writeExpiration(answer.expiresAt),
      ...(account ? { AccountId: account } : {}),
    },
    AssumedRoleUser: { AssumedRoleId: assumedRoleUser.assumedRoleId, Arn: assumedRoleUser.arn },
    ResponseMetadata: {
      RequestId: metadata.requestId,
      HTTPStatusCode: metadata.httpStatus,
      HTTPHeaders: metadata.headers,
      RetryAttempts: metadata.retries,
    },
  };
  return pythonJson(entry);
}

/** Links and foreign owners on the way to the cache. Links are common (WSL, dotfile managers), so they are told only. */
async function judgeFolder(
  home: string,
  fs: FileSystem,
): Promise<{ readonly notes: readonly SafeText[] } | { readonly problem: SafeText }> {
  const notes: SafeText[] = [];
  for (const parts of [['.aws'], ['.aws', 'cli']]) {
    const { linkTo } = await folderFacts(join(home, ...parts), fs);
    if (linkTo !== undefined) notes.push(linkNote(join(home, ...parts), linkTo));
  }
  const folder = cliCacheFolder(home);
  const { linkTo, foreignOwner, open } = await folderFacts(folder, fs);
  if (linkTo !== undefined) notes.push(linkNote(folder, linkTo));
  if (foreignOwner !== undefined) {
    if (process.getuid?.() !== 0)
      return { problem: safe`${safePath(folder)} belongs to another user (id ${foreignOwner})` };
    notes.push(
      safe`${safePath(folder)} belongs to user ${foreignOwner}, and a file written by root may be closed to that user`,
    );
  }
  return open
    ? { problem: safe`every user of this machine may replace files in ${safePath(folder)}` }
    : { notes };
}

function linkNote(folder: string, linkTo: string): SafeText {
  return safe`${safePath(folder)} is a link to ${safePath(linkTo)}`;
}

/** What stands in an entry's place and is none. A link is not followed: it would lead to somebody else's file. */
async function obstacleAt(file: string, fs: FileSystem): Promise<SafeText | undefined> {
  if (await isLink(file, fs)) return safe`${safePath(file)} is a link to another file`;
  const there = await fs.stat(file).catch(() => undefined);
  return there === undefined || there.isFile() ? undefined : safe`${safePath(file)} is not a file`;
}
