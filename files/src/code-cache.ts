/** How the programs that ship are started. Of the rest of this package it needs nothing. */
export { lateOptimizing } from './code-cache/late-optimizing.ts';
export { startProgram } from './code-cache/start-program.ts';
