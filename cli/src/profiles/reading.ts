import { readAsCli, readAsJs, type FileReading, type Refusal } from '@keyless/core';
import type { CliIo } from '../io.ts';
import { displayNameOfUri } from '../names.ts';
import type { FileError, OpenedFiles, ReaderName } from './aws-files.ts';

/** What a reader makes of the two files, or why it refuses one of them. */
export type PairReading =
  { readonly config: FileReading; readonly credentials: FileReading } | { readonly refusal: FileError };

export function readPair(reader: ReaderName, files: OpenedFiles, io: CliIo): PairReading {
  if (reader === 'js') return { config: readAsJs(files.config), credentials: readAsJs(files.credentials) };
  const config = readAsCli(files.config);
  if (config.refusal) return { refusal: errorOf(config, io) };
  const credentials = readAsCli(files.credentials);
  return credentials.refusal ? { refusal: errorOf(credentials, io) } : { config, credentials };
}

function errorOf({ document, refusal }: Refusal, io: CliIo): FileError {
  return { file: displayNameOfUri(io.cwd, document.uri), line: refusal.line, reason: refusal.reason };
}
