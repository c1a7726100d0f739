import { window, type LogOutputChannel } from 'vscode';

/** Tells that the language server could not be started: without it nothing is found, and silence would look like health. */
export function tellFailedStart(error: unknown, log: LogOutputChannel): void {
  log.error(
    `The language server could not be started: ${error instanceof Error ? error.message : 'unknown error'}`,
  );
  void window
    .showErrorMessage('The language server of Keyless could not be started.', 'Show Output')
    .then((button) => {
      if (button !== undefined) log.show();
    });
}
