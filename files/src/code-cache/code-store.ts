import { constants, fstatSync, readdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  codeCacheFolder,
  isPrivate,
  isPrivateFolder,
  makePrivateFolder,
  type Person,
} from './cache-folder.ts';
import { readMapped, withFile } from './read-file.ts';

/** A program in a file of its own. */
export interface Program {
  /** Of small letters. */
  readonly name: string;
  /** Hash of its text: code of another text must never run in its place. Empty for a text that still changes. */
  readonly hash: string;
}

/** What V8 has compiled of a program. */
export interface KeptCode {
  readonly code: Buffer;
  /** How long the run was that has made it, in hundredths of a second: V8 compiles what is run, and nothing else. */
  readonly ran: number;
}

/** The compiled code of one program, for the V8 that runs it. */
export interface CodeStore {
  /** What was kept; `undefined` for nothing, and for what somebody else could have written. */
  read(): KeptCode | undefined;
  /** Keeps some, in place of what was kept for other builds of the program. */
  write(kept: KeptCode): void;
}

const CHECKSUM_BYTES = 4;
/** Behind the code stands in a byte how long the run was, and then the checksum of both. */
const TRAILER_BYTES = 1 + CHECKSUM_BYTES;

/** Windows has no links of this kind. */
const READ_FLAGS = constants.O_RDONLY | ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/** `undefined` where nothing is to be kept. Both of its functions throw the system's errors. */
export function openCodeStore({ name, hash }: Program, person: Person): CodeStore | undefined {
  const folder = codeCacheFolder(person);
  if (folder === undefined) return undefined;
  const build = `${name}-${hash}-`;
  const path = join(folder, `${build}${process.versions.v8}-${process.arch}.bin`);
  return {
    read: () => (isPrivateFolder(folder, person.uid) ? unsealed(readPrivate(path, person.uid)) : undefined),
    write: (kept) => {
      if (!makePrivateFolder(folder, person.uid)) return;
      const temporary = `${path}.${process.pid}`;
      writeFileSync(temporary, sealed(kept), { mode: 0o600, flag: 'wx' });
      renameSync(temporary, path);
      for (const other of readdirSync(folder))
        if (other.startsWith(`${name}-`) && !other.startsWith(build)) unlinkSync(join(folder, other));
    },
  };
}

function readPrivate(path: string, uid: number | undefined): Buffer {
  return withFile(path, READ_FLAGS, (descriptor) => {
    const stats = fstatSync(descriptor);
    return stats.isFile() && isPrivate(stats, uid) ? readMapped(descriptor, stats.size) : Buffer.alloc(0);
  });
}

/** V8 takes half a file, or one with a wrong bit, for code. */
function sealed({ code, ran }: KeptCode): Buffer {
  const bytes = Buffer.concat([code, Buffer.alloc(TRAILER_BYTES, Math.min(ran, 255))]);
  const end = bytes.length - CHECKSUM_BYTES;
  bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end);
  return bytes;
}

function unsealed(bytes: Buffer): KeptCode | undefined {
  if (bytes.length <= TRAILER_BYTES) return undefined;
  const end = bytes.length - CHECKSUM_BYTES;
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) return undefined;
  return { code: bytes.subarray(0, end - 1), ran: bytes[end - 1] ?? 0 };
}
