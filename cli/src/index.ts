/** The command line as a function, for tests and for the generator of its documentation. */
export { COMMAND_LINES } from './args/command-lines.ts';
export { helpText } from './args/help.ts';
export { diffText, type ChangedFile } from './check/diff.ts';
export { createInput, type Input } from './input.ts';
export { createOutput, type CliIo, type Output } from './io.ts';
export { run } from './run.ts';
