import { homedir } from 'node:os';
import { join } from 'node:path';

/** Variables that would make VS Code part of another one, of this script's npm, or of the person's real AWS account. */
const FOREIGN =
  /^(AWS_|VSCODE_|ELECTRON_|npm_|VITEST|KEYLESS_|NODE_(OPTIONS|ENV|PATH)$|XDG_(CONFIG|DATA|CACHE|STATE)_HOME$)/;

/**
 * The environment of a person with another home folder: this process's own, without what is bound to the real one.
 * `os.homedir()` and `~` follow `HOME`, on Windows `USERPROFILE`.
 * @param {string} home
 * @param {Readonly<Record<string, string>>} [extra] Variables that are set beside.
 * @returns {NodeJS.ProcessEnv}
 */
export function personEnvironment(home, extra = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  // The key to a Linux desktop lies in the real home.
  const display =
    process.platform === 'linux' && process.env['DISPLAY'] !== undefined
      ? { XAUTHORITY: process.env['XAUTHORITY'] ?? join(homedir(), '.Xauthority') }
      : {};
  return { ...Object.fromEntries(kept), ...display, HOME: home, USERPROFILE: home, ...extra };
}
