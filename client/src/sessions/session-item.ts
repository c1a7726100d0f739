import type { SessionProfile } from '@keyless/sessions';
import { StatusBarAlignment, window } from 'vscode';
import { COMMANDS } from '../commands/command-ids.ts';
import { drawStatus, sessionStatusText } from './session-status.ts';

/** Next to the problems' count, where the branch and its like are. */
const PRIORITY = 0;

/** The session's item in VS Code's status bar. */
export interface SessionItem {
  /** Shows a profile's session as it is at a moment, in milliseconds since 1970; hides where there is none. */
  readonly draw: (profile: SessionProfile | undefined, now: number) => void;
  readonly dispose: () => void;
}

const SELECTED = {
  refresh: COMMANDS.refreshAssumedRole,
  'sign-in': COMMANDS.signIn,
  /** VS Code's own command for the view. */
  show: 'keyless.sessions.focus',
} as const;

/** Hidden until there is a session to show. */
export function createSessionItem(): SessionItem {
  const item = window.createStatusBarItem('keyless.session', StatusBarAlignment.Left, PRIORITY);
  item.name = 'Keyless Session';
  return {
    draw: (profile, now) => {
      const status = sessionStatusText(profile, now);
      drawStatus(item, status);
      if (!profile || !status) return;
      const command = SELECTED[status.action];
      item.command = { command, title: 'Renew', arguments: [profile.name] };
    },
    dispose: () => {
      item.dispose();
    },
  };
}
