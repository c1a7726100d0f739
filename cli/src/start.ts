import { ownTuning, startProgram } from '@keyless/files/code-cache';

/** The hash of the program's text, which the build knows. */
declare const PROGRAM_HASH: string;

// The other commands are for people, who do not wait for them in every commit.
const isUsual = process.argv[2] === 'check';
startProgram({ name: 'cli', hash: PROGRAM_HASH }, { from: __filename, isUsual, tuning: ownTuning });
