import { createRequire, wrap } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { openCodeStore, type CodeStore, type Program } from './code-store.ts';
import type { Tuning } from './own-tuning.ts';
import { readAscii } from './read-file.ts';

/** After so long a program that goes on running has run what it starts with. In milliseconds. */
const STARTED = 2000;

/** A run that is so many times as long as the one that has made the kept code has used more of the program. */
const MUCH_LONGER = 2;

/** Runs as short as this are alike, in hundredths of a second: a busy machine is all the difference between them. */
const SHORT = 10;

/** No run counts for longer, in hundredths of a second, because code is kept when the program has started. */
const LONGEST = STARTED / 10;

type Body = (
  exports: unknown,
  require: NodeJS.Require,
  module: { readonly exports: unknown },
  filename: string,
  dirname: string,
) => void;

export interface StartOptions {
  /** Absolute path of the file that starts the program, which lies beside it. */
  readonly from: string;
  /** Whether this is how the program is usually run, so that what V8 has compiled by its end is worth keeping. */
  readonly isUsual: boolean;
  /**
   * Of a process of our own, once the program is loaded: until then V8 runs as usual, because Node's own code was kept for
   * that.
   */
  readonly tuning?: Tuning;
}

/**
 * Runs a program, a CommonJS module called `<name>.main.js`, with the code that V8 made of it last time: to compile it
 * takes as long as to start Node. Gives what it exports. Where no code can be kept, it is run in the same way: Node's own
 * loader holds 5 MB more for a module of this size. Only a text that still changes is loaded by Node, for who debugs it.
 */
export function startProgram(program: Program, options: StartOptions): unknown {
  const exported = load(program, options);
  const { tuning } = options;
  if (tuning) {
    tuning.starting();
    setTimeout(() => tuning.started(), STARTED).unref();
  }
  return exported;
}

function load(program: Program, { from, isUsual, tuning }: StartOptions): unknown {
  const require = createRequire(from);
  const path = join(dirname(from), `${program.name}.main.js`);
  if (program.hash === '') return require(path);
  const store = quietly(() => openCodeStore(program, person()));
  const known = quietly(() => store?.read());
  const script = new Script(wrap(readAscii(path)), {
    filename: path,
    cachedData: known?.code,
  });
  const isMissing = known === undefined || script.cachedDataRejected === true;
  const compiled = (): Buffer => {
    tuning?.usual();
    const code = script.createCachedData();
    tuning?.started();
    return code;
  };
  const ran = isMissing ? 0 : known.ran;
  if (store && isUsual && ran * MUCH_LONGER < LONGEST) keepLater(compiled, store, ran);
  const module = { exports: {} };
  const body = script.runInThisContext() as Body;
  body.call(module.exports, module.exports, require, module, path, dirname(path));
  return module.exports;
}

function person() {
  const { env, platform } = process;
  return { env, home: homedir(), platform, uid: process.getuid?.() };
}

/**
 * Once, when the program has started or ends before: what it has run by then needs no compiling next time. What a short
 * run has left, `known` hundredths of a second, is worth replacing by what a long one has. Time is told by
 * `process.uptime`: `performance` takes a millisecond to load.
 */
function keepLater(compiled: () => Buffer, store: CodeStore, known: number): void {
  const begin = process.uptime();
  const keep = (): void => {
    clearTimeout(timer);
    process.off('exit', keep);
    const ran = Math.max(SHORT, Math.round((process.uptime() - begin) * 100));
    if (ran > known * MUCH_LONGER) quietly(() => store.write({ code: compiled(), ran }));
  };
  const timer = setTimeout(keep, STARTED).unref();
  process.once('exit', keep);
}

/** A disk that is full or a folder that is not for us is no reason not to run. */
function quietly<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
