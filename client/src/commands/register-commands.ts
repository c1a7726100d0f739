import { commands, Disposable } from 'vscode';
import { COMMANDS, type CommandHandlers } from './command-ids.ts';

/** Registers every command; the type of the handlers sees to it that none is left out. */
export function registerCommands(handlers: CommandHandlers): Disposable {
  const names = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];
  return Disposable.from(...names.map((name) => commands.registerCommand(COMMANDS[name], handlers[name])));
}
