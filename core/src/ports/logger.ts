import type { SafeText } from '../secret/safe-text.ts';

/** Where the engine tells what happened. Only texts that cannot hold a secret are accepted. */
export interface Logger {
  warn(message: SafeText): void;
  error(message: SafeText): void;
}

/** Drops everything; for hosts and tests that have no log. */
export const silentLogger: Logger = { warn: () => undefined, error: () => undefined };
