import { startProgram } from '@keyless/files/code-cache';

/** The hash of the program's text, which the build knows. */
declare const PROGRAM_HASH: string;

/** What VS Code calls the extension by. */
export const { activate } = startProgram(
  { name: 'client', hash: PROGRAM_HASH },
  { from: __filename, isUsual: true },
) as typeof import('./extension.ts');
