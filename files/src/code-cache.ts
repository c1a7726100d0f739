/** How the programs that ship are started. Of the rest of this package it needs nothing. */
export { startProgram } from './code-cache/start-program.ts';
