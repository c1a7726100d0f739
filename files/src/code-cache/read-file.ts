import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Reads a file of ASCII. */
export function readAscii(path: string): string {
  return withFile(path, 'r', (descriptor) =>
    readMapped(descriptor, fstatSync(descriptor).size).toString('latin1'),
  );
}

/** Of ES2024, of which Node 20 has this already. */
const ResizableBuffer = ArrayBuffer as new (
  length: number,
  options: { readonly maxByteLength: number },
) => ArrayBuffer;

/**
 * Reads an open file of so many bytes as one piece, into memory that V8 takes from the system itself, as it does where a
 * buffer may grow. glibc learns from a large piece of memory that is freed: from then on it takes all that are no larger
 * out of its own heap, which gets holes that it never gives back, some 10 MB of a server.
 * https://man7.org/linux/man-pages/man3/mallopt.3.html (`M_MMAP_THRESHOLD`)
 */
export function readMapped(descriptor: number, size: number): Buffer {
  const bytes = Buffer.from(new ResizableBuffer(size, { maxByteLength: size }), 0, size);
  return bytes.subarray(0, fill(descriptor, bytes));
}

export function withFile<Value>(
  path: string,
  flags: string | number,
  work: (descriptor: number) => Value,
): Value {
  const descriptor = openSync(path, flags);
  try {
    return work(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** How many bytes were read: fewer than there is room for at the end of the file alone. */
function fill(descriptor: number, bytes: Uint8Array): number {
  let length = 0;
  for (;;) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, null);
    length += read;
    if (read === 0 || length === bytes.length) return length;
  }
}
