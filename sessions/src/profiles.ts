import { pathToFileURL } from 'node:url';
import {
  buildProfileGraph,
  parseIni,
  readAsCli,
  type IniDocument,
  type ProfileGraph,
  type Reading,
  type SafeText,
} from '@keyless/core';
import { readAwsPaths, readDocument, type AwsPaths } from '@keyless/files';
import { safePath } from './safe-path.ts';
import { safeSaid } from './refresh/safe-said.ts';

/** What the AWS CLI knows of a person's profiles, or why it would refuse to know anything. */
export type LoadedProfiles = ReadProfiles | RefusedProfiles;

export interface ReadProfiles {
  readonly ok: true;
  /** Both files as the AWS CLI reads them. */
  readonly graph: ProfileGraph;
  readonly paths: AwsPaths;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** One mistake in one of the files makes the AWS CLI fail for every profile. */
export interface RefusedProfiles {
  readonly ok: false;
  readonly refusal: ProfilesRefusal;
  readonly paths: AwsPaths;
}

export interface ProfilesRefusal {
  readonly file: SafeText;
  /** One-based; absent where the file as a whole cannot be read. */
  readonly line: number | undefined;
  readonly reason: SafeText;
}

/**
 * Reads config and credentials from the disk, as the AWS CLI does. A missing file counts as empty. Never throws.
 * @param home The home folder as the AWS CLI sees it: `HOME`, on Windows `USERPROFILE`.
 */
export async function loadProfiles(env: NodeJS.ProcessEnv, home: string): Promise<LoadedProfiles> {
  const paths = readAwsPaths(env, home);
  const [config, credentials] = await Promise.all([
    readFile(paths.config, 'aws-config'),
    readFile(paths.credentials, 'aws-credentials'),
  ]);
  for (const file of [config, credentials]) {
    if (file && 'reason' in file) return { ok: false, refusal: file, paths };
  }
  return {
    ok: true,
    graph: buildProfileGraph({ config: readingOf(config), credentials: readingOf(credentials) }),
    paths,
    env,
    home,
  };
}

type FileOutcome = { readonly reading: Reading } | ProfilesRefusal | undefined;

async function readFile(path: string | undefined, kind: IniDocument['kind']): Promise<FileOutcome> {
  if (path === undefined) return undefined;
  const read = await readDocument(path);
  if ('skipped' in read) {
    if (read.skipped.code === 'vanished') return undefined;
    return { file: safePath(path), line: undefined, reason: safeSaid(read.skipped.reason) };
  }
  const reading = readAsCli(parseIni(pathToFileURL(path).href, kind, read.source));
  if (!reading.refusal) return { reading };
  const { line, reason } = reading.refusal;
  return { file: safePath(path), line, reason };
}

function readingOf(file: FileOutcome): Reading | undefined {
  return file && 'reading' in file ? file.reading : undefined;
}
