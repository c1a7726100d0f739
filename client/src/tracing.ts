import { LogLevel, window, workspace, type LogOutputChannel } from 'vscode';
import { traceChannel } from './trace-channel.ts';

const SETTING = 'keyless.trace.server';

/** The trace between VS Code and the language server, as the setting has it. */
export interface Tracing {
  /** Where to trace; `undefined` while the setting is off. The channel is made when it is first needed. */
  channel(): LogOutputChannel | undefined;
  dispose(): void;
}

/** @param changed is called when the setting has changed */
export function createTracing(changed: () => void): Tracing {
  let channel: LogOutputChannel | undefined;
  const listener = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SETTING)) changed();
  });
  return {
    channel: () => {
      if (workspace.getConfiguration().get<string>(SETTING, 'off') === 'off') return undefined;
      channel ??= window.createOutputChannel('Keyless Trace', { log: true });
      return traceChannel(channel, LogLevel.Trace);
    },
    dispose: () => {
      listener.dispose();
      channel?.dispose();
    },
  };
}
