import { ownTuning, startProgram } from '@keyless/files/code-cache';

/** The hash of the program's text, which the build knows. */
declare const PROGRAM_HASH: string;

const isUsual = process.argv.includes('--stdio') || process.argv.includes('--node-ipc');
// With less, the slowest of the first letters take longer; with more, most of them. See docs/performance.md.
const tuning = ownTuning({ patience: 6 });
startProgram({ name: 'server', hash: PROGRAM_HASH }, { from: __filename, isUsual, tuning });
