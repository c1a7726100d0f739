/** The command line as a function, for tests and for the generator of its documentation. */
export { helpText } from './args.ts';
export { createOutput, type CliIo, type Output } from './io.ts';
export { run } from './run.ts';
