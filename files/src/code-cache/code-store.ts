import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  codeCacheFolder,
  isPrivate,
  isPrivateFolder,
  makePrivateFolder,
  type Person,
} from './cache-folder.ts';

/** A program in a file of its own. */
export interface Program {
  /** Of small letters. */
  readonly name: string;
  /** Hash of its text: code of another text must never run in its place. Empty for a text that still changes. */
  readonly hash: string;
}

/** The compiled code of one program, for the V8 that runs it. */
export interface CodeStore {
  /** What was kept; `undefined` for nothing, and for what somebody else could have written. */
  read(): Buffer | undefined;
  /** Keeps some, in place of what was kept for other builds of the program. */
  write(code: Buffer): void;
}

const CHECKSUM_BYTES = 4;

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
    write: (code) => {
      if (!makePrivateFolder(folder, person.uid)) return;
      const temporary = `${path}.${process.pid}`;
      writeFileSync(temporary, sealed(code), { mode: 0o600, flag: 'wx' });
      renameSync(temporary, path);
      for (const other of readdirSync(folder))
        if (other.startsWith(`${name}-`) && !other.startsWith(build)) unlinkSync(join(folder, other));
    },
  };
}

function readPrivate(path: string, uid: number | undefined): Buffer {
  const descriptor = openSync(path, READ_FLAGS);
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() && isPrivate(stats, uid) ? readFileSync(descriptor) : Buffer.alloc(0);
  } finally {
    closeSync(descriptor);
  }
}

/** V8 takes half a file, or one with a wrong bit, for code. */
function sealed(code: Buffer): Buffer {
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(code));
  return Buffer.concat([code, checksum]);
}

function unsealed(bytes: Buffer): Buffer | undefined {
  const end = bytes.length - CHECKSUM_BYTES;
  if (end <= 0) return undefined;
  const code = bytes.subarray(0, end);
  return crc32(code) === bytes.readUInt32LE(end) ? code : undefined;
}
