import { spawn } from 'node:child_process';

/**
 * Opens an address in the person's own browser, where there is a screen. Whether that worked is not known: the address is printed too.
 * @param {string} url
 * @returns {void}
 */
export function openAddress(url) {
  const { platform, env } = process;
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return;
  const [command, ...args] =
    platform === 'darwin'
      ? ['open', url]
      : platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(/** @type {string} */ (command), args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
