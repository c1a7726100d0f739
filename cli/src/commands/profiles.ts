import { resolve } from 'node:path';
import {
  createSourceText,
  parseIni,
  readAsCli,
  readAsJs,
  type IniDocument,
  type Refusal,
} from '@keyless/core';
import { readAwsPaths, readDocument } from '@keyless/files';
import type { ProfilesCommand } from '../args/profiles.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { displayName, displayNameOfUri, printable, uriOf } from '../names.ts';
import { answerOf, profilesJson, type FileError, type ProfilesAnswer } from '../profiles-json.ts';

/** `keyless profiles`: prints what the AWS CLI or the SDK for JavaScript makes of the two files together. */
export async function profiles(command: ProfilesCommand, io: CliIo): Promise<number> {
  const own = readAwsPaths(io.env, io.home, { reader: command.reader, cwd: io.cwd });
  const config = await openFile('aws-config', command.config, own.config, io);
  const credentials = await openFile('aws-credentials', command.credentials, own.credentials, io);
  if ('reason' in config) return print(io, { error: config }, EXIT.usage);
  if ('reason' in credentials) return print(io, { error: credentials }, EXIT.usage);
  if (command.reader === 'js')
    return print(io, answerOf(readAsJs(config), readAsJs(credentials)), EXIT.clean);
  const readings = { config: readAsCli(config), credentials: readAsCli(credentials) };
  // That the AWS CLI refuses a file is an answer too.
  if (readings.config.refusal) return print(io, { error: errorOf(readings.config, io) }, EXIT.clean);
  if (readings.credentials.refusal)
    return print(io, { error: errorOf(readings.credentials, io) }, EXIT.clean);
  return print(io, answerOf(readings.config, readings.credentials), EXIT.clean);
}

function errorOf({ document, refusal }: Refusal, io: CliIo): FileError {
  return { file: displayNameOfUri(io.cwd, document.uri), line: refusal.line, reason: refusal.reason };
}

async function print(io: CliIo, answer: ProfilesAnswer, code: number): Promise<number> {
  await io.stdout.write(profilesJson(answer));
  return code;
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
