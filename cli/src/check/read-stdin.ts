import { decodeDocument, MAX_DOCUMENT_BYTES, skipOf, type DocumentReading } from '@keyless/files';
import type { CliIo } from '../io.ts';

/** Reads standard input as the file of a path, by the rules for files. Never throws for what can be wrong with it. */
export async function readStdin(path: string, { stdin, signal }: CliIo): Promise<DocumentReading> {
  let bytes: Buffer;
  try {
    // One byte more tells that there was more.
    bytes = await stdin.readAll(MAX_DOCUMENT_BYTES + 1);
  } catch (error) {
    return { skipped: skipOf(path, error) };
  }
  signal.throwIfAborted();
  return bytes.length > MAX_DOCUMENT_BYTES
    ? { skipped: { path, code: 'too-large', reason: 'its size is over the limit of 1 MiB' } }
    : decodeDocument(path, bytes);
}
