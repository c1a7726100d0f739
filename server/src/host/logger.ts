import type { Logger, SafeText } from '@keyless/core';

/** Where the server tells what happened: the client's log. Only texts that cannot hold a secret are accepted. */
export interface ServerLog extends Logger {
  info(message: SafeText): void;
}

/** The part of the connection's console that is written to. */
export interface Console {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Logs to the client through `window/logMessage`. */
export function createLog(console: Console): ServerLog {
  return {
    info: (message) => console.info(message),
    warn: (message) => console.warn(message),
    error: (message) => console.error(message),
  };
}
