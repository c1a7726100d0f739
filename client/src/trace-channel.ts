import type { LogLevel, LogOutputChannel } from 'vscode';

/**
 * A channel that shows traces whatever its log level is. The language client traces only where the level is *Trace*,
 * which a person would have to set a second time, beside the setting.
 * @param traceLevel VS Code's `LogLevel.Trace`
 */
export function traceChannel(channel: LogOutputChannel, traceLevel: LogLevel): LogOutputChannel {
  const overrides: Pick<LogOutputChannel, 'logLevel' | 'trace'> = {
    logLevel: traceLevel,
    trace: (message, ...more) => channel.info(message, ...(more as unknown[])),
  };
  return Object.create(channel, Object.getOwnPropertyDescriptors(overrides)) as LogOutputChannel;
}
