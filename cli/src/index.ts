/** The command line as a function, for tests and for the generator of its documentation. */
export { helpText } from './args/parse-command.ts';
export { createInput, type Input } from './input.ts';
export { createOutput, type CliIo, type Output } from './io.ts';
export { run } from './run.ts';
