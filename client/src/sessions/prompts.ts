import { CancellationTokenSource, commands, ProgressLocation, window, type CancellationToken } from 'vscode';
import { mfaCodeProblem, type Action, type RefreshUi } from './refresh-ui.ts';

/** Opens VS Code's own page on the trust in the folder. */
export const manageTrust: Action = {
  title: 'Manage Workspace Trust',
  run: () => commands.executeCommand('workbench.trust.manage'),
};

/** The refresh's questions and messages in VS Code. */
export const prompts: RefreshUi = {
  pickProfile: async (choices) =>
    window.showQuickPick(
      choices.map((choice) => ({ ...choice, label: choice.label.replaceAll('$(', '\\$(') })),
      {
        title: 'Refresh Assumed Role',
        placeHolder: 'Which role profile?',
        matchOnDescription: true,
        matchOnDetail: true,
        ignoreFocusOut: true,
      },
    ),

  askMfaCode: async (question, signal) => {
    const code = await window.showInputBox(
      {
        title: 'Refresh Assumed Role',
        prompt: question,
        placeHolder: '6 digits',
        password: true,
        ignoreFocusOut: true,
        validateInput: mfaCodeProblem,
      },
      tokenOf(signal),
    );
    return code?.trim();
  },

  withProgress: async (title, run) =>
    window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => {
          abort.abort();
        });
        return run({ signal: abort.signal, report: (message) => progress.report({ message }) });
      },
    ),

  inform: (message, ...actions) => {
    offer(window.showInformationMessage(message, ...titles(actions)), actions);
  },
  warn: (message, ...actions) => {
    offer(window.showWarningMessage(message, ...titles(actions)), actions);
  },
  fail: (message, ...actions) => {
    offer(window.showErrorMessage(message, ...titles(actions)), actions);
  },
};

function titles(actions: readonly Action[]): readonly string[] {
  return actions.map(({ title }) => title);
}

/** Runs the chosen action, whenever it is chosen: nobody waits for a notification. */
function offer(answer: Thenable<string | undefined>, actions: readonly Action[]): void {
  void answer.then((title) => actions.find((action) => action.title === title)?.run());
}

function tokenOf(signal: AbortSignal): CancellationToken {
  const source = new CancellationTokenSource();
  if (signal.aborted) source.cancel();
  else
    signal.addEventListener(
      'abort',
      () => {
        source.cancel();
      },
      { once: true },
    );
  return source.token;
}
