/** How the programs that ship are started. Of the rest of this package it needs nothing. */
export { ownTuning } from './code-cache/own-tuning.ts';
export { startProgram } from './code-cache/start-program.ts';
