import { StatusBarAlignment, window } from 'vscode';
import { COMMANDS } from '../commands/command-ids.ts';
import { createSessionStatus, type Session } from './session-status.ts';

/** Next to the problems' count, where the branch and its like are. */
const PRIORITY = 0;

/** The session's item. */
export interface SessionItem {
  /** Shows a session; selecting the item refreshes the profile of that name again. */
  readonly show: (session: Session, profile: string) => void;
  readonly dispose: () => void;
}

/** The session's item in VS Code's status bar; hidden until the first session is shown. */
export function createSessionItem(): SessionItem {
  const item = window.createStatusBarItem('keyless.session', StatusBarAlignment.Left, PRIORITY);
  item.name = 'Keyless Session';
  const status = createSessionStatus(item);
  return {
    show: (session, profile) => {
      item.command = { command: COMMANDS.refreshAssumedRole, title: 'Refresh again', arguments: [profile] };
      status.show(session);
    },
    dispose: () => {
      status.dispose();
      item.dispose();
    },
  };
}
