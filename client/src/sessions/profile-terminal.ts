import { window } from 'vscode';

/** Variables that hold credentials or another profile: each would come before the profile. */
const IN_THE_WAY = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_DEFAULT_PROFILE',
];

/** Opens a terminal whose commands use the profile. Only its name is put there, never its credentials. */
export function openProfileTerminal(profile: string): void {
  const absent = Object.fromEntries(IN_THE_WAY.map((name) => [name, null]));
  window.createTerminal({ name: `AWS: ${profile}`, env: { ...absent, AWS_PROFILE: profile } }).show();
}
