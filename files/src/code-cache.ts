/** How the programs that ship are started. Of the rest of this package it needs nothing. */
export { optimizeLater } from './code-cache/optimize-later.ts';
export { startProgram } from './code-cache/start-program.ts';
