/** What tests may know of the extension without VS Code. */
export { COMMANDS } from './commands/command-ids.ts';
export type { KeylessApi } from './extension.ts';
