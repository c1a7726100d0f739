import { STATUS_NOTIFICATION, type StatusParams } from '@keyless/server/protocol';
import { LanguageStatusSeverity, languages, type Command } from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import { COMMANDS } from '../commands/command-ids.ts';
import type { SelectorEntry } from '../document-selector.ts';
import { serverStatusText, type ServerState, type StatusText } from './server-status-text.ts';

/** The language status item (the braces of the status bar) that tells how the language server is. */
export interface ServerStatus {
  /** Shows the life of this client from now on. */
  follow(client: LanguageClient): void;
  /** Shows it beside the documents that are selected, and beside no others. */
  showBeside(selector: readonly SelectorEntry[]): void;
  dispose(): void;
}

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'failed',
};

const SEVERITIES: Readonly<Record<StatusText['severity'], LanguageStatusSeverity>> = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

export function createServerStatus(): ServerStatus {
  const item = languages.createLanguageStatusItem('keyless.server', []);
  item.name = 'Keyless';
  let followed: LanguageClient | undefined;

  function draw(state: ServerState, scan: StatusParams | undefined): void {
    const { text, detail, severity, busy } = serverStatusText(state, scan);
    item.text = text;
    item.detail = detail;
    item.severity = SEVERITIES[severity];
    item.busy = busy;
    item.command = commandFor(state, scan);
  }

  return {
    follow: (client) => {
      followed = client;
      draw('starting', undefined);
      client.onDidChangeState(({ newState }) => {
        // The end of a client that has been replaced is no news.
        if (followed === client) draw(STATES[newState], undefined);
      });
      client.onNotification(STATUS_NOTIFICATION, (scan: StatusParams) => {
        if (followed === client) draw('running', scan);
      });
    },
    showBeside: (selector) => {
      item.selector = [...selector];
    },
    dispose: () => {
      item.dispose();
    },
  };
}

function commandFor(state: ServerState, scan: StatusParams | undefined): Command {
  if (state === 'stopped' || state === 'failed') return { command: COMMANDS.restartServer, title: 'Restart' };
  if (scan && scan.skipped > 0) return { command: COMMANDS.showSkippedFiles, title: 'Show skipped files' };
  return { command: COMMANDS.showOutput, title: 'Show output' };
}
