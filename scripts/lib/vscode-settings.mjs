import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Settings that keep VS Code to the point: no welcome page, no sign-in, no updates, no questions of its own over the text that is looked at.
 * Auto save is off, as it is in desktop VS Code (the browser's default is on), so that saving is an act of the person.
 */
const QUIET_SETTINGS = Object.freeze({
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.untrustedFiles': 'open',
  'telemetry.telemetryLevel': 'off',
  'terminal.integrated.gpuAcceleration': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
});

/**
 * Writes a person's settings and key bindings where VS Code reads them.
 * @param {string} userDataDir VS Code's user data folder: `data` in the server's data folder, or what `--user-data-dir` names on the desktop.
 * @param {{ settings?: Readonly<Record<string, unknown>>, keybindings?: readonly unknown[] }} [own] Added to the quiet ones.
 * @returns {Promise<void>}
 */
export async function writeUserSettings(userDataDir, { settings = {}, keybindings = [] } = {}) {
  const folder = join(userDataDir, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2));
  await writeFile(join(folder, 'keybindings.json'), JSON.stringify(keybindings, null, 2));
}
