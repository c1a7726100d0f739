import { rulePageUrl, safe, safeName, type SafeText } from '@keyless/core';
import type { Command, ExecuteCommandParams } from 'vscode-languageserver';
import { OPEN_RULE_PAGE_COMMAND, SERVER_OPEN_RULE_PAGE_COMMAND } from '../protocol.ts';
import type { Services } from '../services.ts';
import type { Feature } from './feature.ts';

/**
 * The server's one command, for clients that do not open a rule's page themselves. It has a name of its own, because
 * VS Code registers the server's commands and would refuse the client's of the same name.
 */
export function startCommands({ connection, client, guard, knownRules }: Services): Feature {
  if (client.hasRulePageCommand || !client.showsDocuments) return { capabilities: {} };
  const execute = async ({ command, arguments: values }: ExecuteCommandParams): Promise<null> => {
    const ruleId: unknown = values?.[0];
    if (command !== SERVER_OPEN_RULE_PAGE_COMMAND || typeof ruleId !== 'string' || !knownRules.has(ruleId))
      return null;
    await connection.window.showDocument({ uri: rulePageUrl(ruleId), external: true });
    return null;
  };
  connection.onExecuteCommand(guard.request('A command', null, execute));
  return { capabilities: { executeCommandProvider: { commands: [SERVER_OPEN_RULE_PAGE_COMMAND] } } };
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
