import { ownTuning, startProgram } from '@keyless/files/code-cache';

/** The hash of the program's text, which the build knows. */
declare const PROGRAM_HASH: string;

// The other commands are for people, who do not wait for them in every commit.
const isUsual = process.argv[2] === 'check';
// With more, a scan takes longer: it runs the same code over and over.
const tuning = ownTuning({ patience: 3 });
startProgram({ name: 'cli', hash: PROGRAM_HASH }, { from: __filename, isUsual, tuning });
