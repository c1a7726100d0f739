import { homedir } from 'node:os';
import { bundledRulePage } from '@keyless/core';
import { EXIT } from './exit-code.ts';
import { createInput } from './input.ts';
import { createOutput } from './io.ts';
import { run } from './run.ts';

const stop = new AbortController();
// Once each: whoever asks a second time gets the system's own, immediate end.
process.once('SIGINT', () => stop.abort(EXIT.interrupted));
process.once('SIGTERM', () => stop.abort(EXIT.terminated));

void run(process.argv.slice(2), {
  cwd: workingFolder(),
  home: homedir(),
  env: process.env,
  stdin: createInput(process.stdin, { prompt: process.stderr, signal: stop.signal }),
  stdout: createOutput(process.stdout, { onClosed: (code) => stop.abort(code), signal: stop.signal }),
  // Without readers of the errors the work still goes on: they are not the result.
  stderr: createOutput(process.stderr, { onClosed: () => undefined }),
  signal: stop.signal,
  rulePage: bundledRulePage,
}).then((code) => {
  process.exitCode = code;
});

/** Not every command needs the folder. Who makes an absolute path of an empty one gets the system's error. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '';
  }
}
