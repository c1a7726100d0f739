import { constants, type Stats } from 'node:fs';
import { createSourceText, type SourceText } from '@keyless/core';
import type { ReadHandle, ReadingFileSystem } from './file-system.ts';
import { notAFile, skipOf, type Skip } from './skip.ts';
import { threadedFileSystem } from './threaded-file-system.ts';

/** Larger files are left out: none of the formats is written by hand at that size. In bytes. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024;

/** A file that was read. */
export interface ReadDocument {
  /** `malformed` where some bytes are no UTF-8: such a text must not be written back, because it lost them. */
  readonly source: SourceText;
  /** Size of the file in bytes. */
  readonly size: number;
}

/** A file's text, or why there is none. */
export type DocumentReading = ReadDocument | { readonly skipped: Skip };

export interface ReadOptions {
  /** Largest size in bytes; `MAX_DOCUMENT_BYTES` if left out. */
  readonly maxBytes?: number;
  readonly fs?: Pick<ReadingFileSystem, 'open' | 'stat'>;
}

/** Without O_NONBLOCK, opening a fifo would wait for its writer. Windows knows neither of the two. */
const READ_FLAGS =
  constants.O_RDONLY |
  ((constants.O_NONBLOCK as number | undefined) ?? 0) |
  ((constants.O_NOCTTY as number | undefined) ?? 0);

const CHUNK_BYTES = 64 * 1024;

/**
 * Reads a text file within bounds. Never throws for what can be wrong with a file: too large, binary, no regular
 * file, unreadable or vanished ones come back as `skipped`. The size is looked up first, so that a large file costs
 * nothing; it is watched while reading, because a file may grow and the ones of `/proc` claim to be empty.
 */
export async function readDocument(path: string, options: ReadOptions = {}): Promise<DocumentReading> {
  const { maxBytes = MAX_DOCUMENT_BYTES, fs = threadedFileSystem } = options;
  try {
    // Looked at before opening: to open a device may already do something, such as rewinding a tape.
    const refused = refusal(path, await fs.stat(path), maxBytes);
    if (refused) return { skipped: refused };
    const handle = await fs.open(path, READ_FLAGS);
    try {
      return await readOpened(path, handle, maxBytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { skipped: skipOf(path, error) };
  }
}

/**
 * The first bytes of a regular file, as many as there is room for; `undefined` for what cannot be read. Costs less than
 * reading: nothing is decoded, and one call is enough.
 */
export async function readBeginning(
  path: string,
  room: Buffer,
  fs: Pick<ReadingFileSystem, 'open'> = threadedFileSystem,
): Promise<Buffer | undefined> {
  try {
    const handle = await fs.open(path, READ_FLAGS);
    try {
      const { bytesRead } = await handle.read(room, 0, room.length, 0);
      return room.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

async function readOpened(path: string, handle: ReadHandle, maxBytes: number): Promise<DocumentReading> {
  const refused = refusal(path, await handle.stat(), maxBytes);
  if (refused) return { skipped: refused };
  const bytes = await readBytes(handle, maxBytes);
  return bytes
    ? decodeDocument(path, bytes)
    : { skipped: tooLarge(path, `more than ${mebibytes(maxBytes)}`, maxBytes) };
}

function refusal(path: string, stats: Stats, maxBytes: number): Skip | undefined {
  if (!stats.isFile()) return notAFile(path);
  return stats.size > maxBytes ? tooLarge(path, sizeBeyond(stats.size, maxBytes), maxBytes) : undefined;
}

/** Rounded, a size may look like the limit that it is over. */
function sizeBeyond(bytes: number, limit: number): string {
  const shown = mebibytes(bytes);
  return shown === mebibytes(limit) ? `more than ${shown}` : shown;
}

function tooLarge(path: string, size: string, maxBytes: number): Skip {
  return {
    path,
    code: 'too-large',
    reason: `its size of ${size} is over the limit of ${mebibytes(maxBytes)}`,
  };
}

function mebibytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${Number((bytes / 1024 / 1024).toFixed(1))} MiB`;
}

/** All bytes, or `undefined` as soon as there are more than allowed. */
async function readBytes(handle: ReadHandle, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return Buffer.concat(chunks, total);
    total += bytesRead;
    if (total > maxBytes) return undefined;
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

/** The text of a file from its bytes, or why it is none. */
export function decodeDocument(path: string, bytes: Buffer): DocumentReading {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { skipped: { path, code: 'binary', reason: 'it is UTF-16, not UTF-8' } };
  }
  if (bytes.includes(0))
    return { skipped: { path, code: 'binary', reason: 'it is binary (it holds NUL bytes)' } };
  const strict = decodeUtf8(bytes, true);
  const text = strict ?? decodeUtf8(bytes, false) ?? '';
  return { source: createSourceText(text, { malformed: strict === undefined }), size: bytes.length };
}

/** The byte order mark stays in the text: the source text takes it off and remembers it. */
function decodeUtf8(bytes: Buffer, fatal: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The characters that stand on disk for a text: its byte order mark is put back. Line endings are part of the text. */
export function fileText(text: string, source: Pick<SourceText, 'bom'>): string {
  return source.bom ? `\uFEFF${text}` : text;
}
