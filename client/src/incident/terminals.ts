import { Disposable, window, type Terminal, type TerminalShellExecution } from 'vscode';
import type { RunningCommand } from './terminal-watch.ts';

/** Hands each command that starts in a terminal with shell integration to `follow`. */
export function followTerminals(follow: (command: RunningCommand) => Promise<void>): Disposable {
  const ends = new Map<TerminalShellExecution, (exitCode: number | undefined) => void>();
  const started = window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
    // At once: what the command prints before anybody reads is lost.
    const output = execution.read();
    const exitCode = new Promise<number | undefined>((resolve) => ends.set(execution, resolve));
    const line = execution.commandLine.value;
    // A failure to explain must not become one of the editor.
    follow({ line, output, exitCode, runAgain: () => runIn(terminal, line) }).catch(() => undefined);
  });
  const ended = window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
    ends.get(execution)?.(exitCode);
    ends.delete(execution);
  });
  return Disposable.from(started, ended);
}

/** Types a command into a terminal and presses Enter. */
function runIn(terminal: Terminal, line: string): void {
  terminal.show(true);
  if (terminal.shellIntegration) terminal.shellIntegration.executeCommand(line);
  else terminal.sendText(line);
}

/** How long a new terminal may take to tell that it knows where commands end, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Runs a command in a terminal of its own, for a person to answer, and tells whether it ended well; `false` too where
 * the shell does not tell or the terminal is closed.
 */
export async function runInTerminal(name: string, line: string): Promise<boolean> {
  const terminal = window.createTerminal({ name });
  terminal.show();
  const integration = terminal.shellIntegration ?? (await integrationOf(terminal));
  if (!integration) {
    terminal.sendText(line);
    return false;
  }
  const execution = integration.executeCommand(line);
  return new Promise((resolve) => {
    const events = Disposable.from(
      window.onDidEndTerminalShellExecution((end) => {
        if (end.execution === execution) finish(end.exitCode === 0);
      }),
      window.onDidCloseTerminal((closed) => {
        if (closed === terminal) finish(false);
      }),
    );
    const finish = (well: boolean): void => {
      events.dispose();
      resolve(well);
    };
  });
}

async function integrationOf(terminal: Terminal): Promise<Terminal['shellIntegration']> {
  return new Promise((resolve) => {
    const finish = (integration: Terminal['shellIntegration']): void => {
      clearTimeout(timer);
      event.dispose();
      resolve(integration);
    };
    const timer = setTimeout(() => finish(undefined), PATIENCE);
    const event = window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) finish(change.shellIntegration);
    });
  });
}
