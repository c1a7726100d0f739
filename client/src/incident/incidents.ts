import { loadProfiles, type FailedCommand } from '@keyless/sessions';
import { env as host, window, workspace } from 'vscode';
import { createExplainCommand } from '../commands/explain-error.ts';
import { prompts } from '../sessions/prompts.ts';
import { explainOutput } from './explain-output.ts';
import type { Menders } from './incident-notice.ts';
import type { Person } from './menders.ts';
import { createTerminalWatch } from './terminal-watch.ts';
import { followTerminals } from './terminals.ts';

/** Everything that explains AWS errors in VS Code: the command, and the watch over terminals, which starts at once. */
export interface Incidents {
  readonly explainCommand: () => Promise<void>;
  readonly dispose: () => void;
}

/** Wires both to VS Code. */
export function createIncidents({ env, home }: Person, menders: Menders): Incidents {
  const explain = (output: string, command: FailedCommand) =>
    explainOutput(output, command, () => loadProfiles(env, home));
  const common = { explain, env, menders, ui: prompts };
  const watch = createTerminalWatch({
    ...common,
    isOn: () => workspace.getConfiguration('keyless').get('terminal.explainErrors', true),
    now: () => Date.now(),
  });
  const terminals = followTerminals(watch);
  return {
    explainCommand: createExplainCommand({
      ...common,
      selection: selectedText,
      clipboard: () => host.clipboard.readText(),
      ask: () =>
        window.showInputBox({
          title: 'Explain AWS Error',
          prompt: 'Paste what the command printed. It is looked at here and sent nowhere.',
          ignoreFocusOut: true,
        }),
    }),
    dispose: () => {
      terminals.dispose();
    },
  };
}

function selectedText(): string {
  const editor = window.activeTextEditor;
  return editor ? editor.document.getText(editor.selection) : '';
}
