import * as node from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { ReadHandle, ReadingFileSystem } from './file-system.ts';

/** For so long nothing else of the program has its turn. In seconds, as `process.uptime`. */
const TURN = 0.05;

/**
 * The machine's files for a program that has nothing else to do meanwhile: each call is made at once, on the program's
 * own thread. The way to another thread and back is most of what a small file or folder costs. Signals and timers have
 * their turn now and then, before a folder is listed or a file is opened.
 */
export function eagerFileSystem(): ReadingFileSystem {
  let next = process.uptime() + TURN;
  const giveWay = async (): Promise<void> => {
    if (process.uptime() < next) return;
    await setImmediate();
    next = process.uptime() + TURN;
  };
  // An error of the system is to come as a rejection.
  /* eslint-disable @typescript-eslint/require-await */
  return {
    isThere: async (path) => node.existsSync(path),
    isTaken: async (path) => isTaken(path),
    lstat: async (path) => node.lstatSync(path),
    open: async (path, flags) => {
      await giveWay();
      return handleOf(node.openSync(path, flags));
    },
    readdir: async (path, options) => {
      await giveWay();
      return node.readdirSync(path, options);
    },
    realpath: async (path) => node.realpathSync.native(path),
    stat: async (path) => node.statSync(path),
  };
}

function isTaken(path: string): boolean {
  try {
    return node.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function handleOf(descriptor: number): ReadHandle {
  return {
    stat: async () => node.fstatSync(descriptor),
    read: async (buffer, offset, length, position) => ({
      bytesRead: node.readSync(descriptor, buffer, offset, length, position),
      buffer,
    }),
    close: async () => node.closeSync(descriptor),
  };
}
