import { LogLevel, type LogOutputChannel } from 'vscode';

/**
 * A channel that shows traces whatever its log level is. The language client traces only where the level is *Trace*,
 * which a person would have to set a second time, beside the setting.
 */
export function traceChannel(channel: LogOutputChannel): LogOutputChannel {
  return new Proxy(channel, {
    get: (target, property) => {
      if (property === 'logLevel') return LogLevel.Trace;
      const value: unknown = Reflect.get(target, property === 'trace' ? 'info' : property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
