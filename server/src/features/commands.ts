import { rulePageUrl, safe, safeName, type SafeText } from '@keyless/core';
import type { Command, ExecuteCommandParams } from '../lsp.ts';
import {
  OPEN_RULE_PAGE_COMMAND,
  SERVER_OPEN_RULE_PAGE_COMMAND,
  SERVER_REWRITE_REPOSITORY_COMMAND,
} from '../protocol.ts';
import type { Services } from '../services.ts';
import type { Feature } from './feature.ts';

/** What the server's own commands do. */
export interface CommandHandlers {
  readonly rewriteRepository: () => Promise<void>;
}

/**
 * The server's commands, for clients that have none of their own. They have names of their own, because VS Code
 * registers the server's commands and would refuse the client's of the same name.
 */
export function startCommands(
  { connection, client, guard, knownRules }: Services,
  { rewriteRepository }: CommandHandlers,
): Feature {
  const openPage = async (ruleId: unknown): Promise<void> => {
    if (typeof ruleId !== 'string' || !knownRules.has(ruleId)) return;
    await connection.window.showDocument({ uri: rulePageUrl(ruleId), external: true });
  };
  const commands = new Map<string, (argument: unknown) => Promise<void>>();
  if (!client.hasRulePageCommand && client.showsDocuments)
    commands.set(SERVER_OPEN_RULE_PAGE_COMMAND, openPage);
  if (!client.hasRepositoryCommand && client.appliesEdits)
    commands.set(SERVER_REWRITE_REPOSITORY_COMMAND, rewriteRepository);
  if (commands.size === 0) return { capabilities: {} };
  const execute = async ({ command, arguments: values }: ExecuteCommandParams): Promise<null> => {
    await commands.get(command)?.(values?.[0]);
    return null;
  };
  connection.onExecuteCommand(guard.request('A command', null, execute));
  return { capabilities: { executeCommandProvider: { commands: [...commands.keys()] } } };
}

/** The command that opens a rule's page; `undefined` where neither side can. */
export function rulePageCommand(
  { client }: Services,
  ruleId: string,
): (Command & { title: SafeText }) | undefined {
  const title = safe`Open the page of ${safeName(ruleId)}`;
  if (client.hasRulePageCommand) return { title, command: OPEN_RULE_PAGE_COMMAND, arguments: [ruleId] };
  if (client.showsDocuments) return { title, command: SERVER_OPEN_RULE_PAGE_COMMAND, arguments: [ruleId] };
  return undefined;
}
