import { resolve } from 'node:path';
import { createSourceText, parseIni, type IniDocument } from '@keyless/core';
import { readAwsPaths, readDocument } from '@keyless/files';
import type { ProfilesCommand } from '../args/profiles.ts';
import type { CliIo } from '../io.ts';
import { displayName, printable, uriOf } from '../names.ts';

/** Whose rules count: those of the AWS CLI and boto3, or those of the SDK for JavaScript. */
export type ReaderName = 'cli' | 'js';

/** Why there is no answer. */
export interface FileError {
  /** Relative to the working folder, with `/`. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly reason: string;
}

/** The two AWS files of a reader, not yet read as it does. */
export interface OpenedFiles {
  readonly config: IniDocument;
  readonly credentials: IniDocument;
}

/** Opens the files where a reader looks for them. What counts as empty is told on standard error. */
export async function openAwsFiles(
  reader: ReaderName,
  given: Pick<ProfilesCommand, 'config' | 'credentials'>,
  io: CliIo,
): Promise<OpenedFiles | FileError> {
  const own = readAwsPaths(io.env, io.home, { reader, cwd: io.cwd });
  const config = await openFile('aws-config', given.config, own.config, io);
  if ('reason' in config) return config;
  const credentials = await openFile('aws-credentials', given.credentials, own.credentials, io);
  return 'reason' in credentials ? credentials : { config, credentials };
}

/** Parses one of the files. For AWS's tools a file that is missing, or no regular one, is empty. */
async function openFile(
  kind: 'aws-config' | 'aws-credentials',
  given: string | undefined,
  own: string | undefined,
  io: CliIo,
): Promise<IniDocument | FileError> {
  const path = given === undefined ? own : resolve(io.cwd, given);
  if (path === undefined) return parseIni('', kind, createSourceText(''));
  const read = await readDocument(path);
  if (!('skipped' in read)) return parseIni(uriOf(path), kind, read.source);
  const { code, reason } = read.skipped;
  if (code !== 'vanished' && code !== 'not-a-file')
    return { file: displayName(io.cwd, path), line: 1, reason };
  if (given !== undefined) await io.stderr.write(`keyless: ${printable(given)} counts as empty: ${reason}\n`);
  return parseIni(uriOf(path), kind, createSourceText(''));
}
