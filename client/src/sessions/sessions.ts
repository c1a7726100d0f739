import type { RefreshUi } from './refresh-ui.ts';
import { Disposable, window, workspace } from 'vscode';
import { watchedFiles } from '@keyless/sessions';
import type { Person } from '../incident/menders.ts';
import type { AutoRefresh } from './auto-refresh.ts';
import { profileInUse } from './profile-choice.ts';
import { createSessionBoard } from './session-board.ts';
import { changesOf } from './session-clock.ts';
import { createSessionItem } from './session-item.ts';
import { createSessionKeeper, type KeeperInit } from './session-keeper.ts';
import { createSessionList, type SessionList, type SessionSnapshot } from './session-list.ts';
import { sessionTree } from './session-tree.ts';
import { createSessionView } from './session-view.ts';
import { watchSessions } from './session-watch.ts';
import { systemTimers } from './timers.ts';

const SETTING = 'keyless.autoRefresh';

/** What showing and keeping sessions is made of. */
export interface SessionsInit extends Pick<KeeperInit, 'refreshQuietly' | 'refresh' | 'signIn'> {
  readonly person: Person;
  /** The user's own two files. */
  readonly files: readonly string[];
  readonly read: () => Promise<SessionSnapshot>;
  readonly ui: Pick<RefreshUi, 'warn'>;
}

/** The sessions in VS Code: the item in the status bar, the view, and what keeps them going. */
export interface Sessions {
  readonly list: SessionList;
  /** A session was made here: it is shown from now on. */
  readonly made: (profile: string, expiresAt: Date) => void;
  readonly dispose: () => void;
}

/** Shows what is on the disk at once, and from then on whenever that changes. */
export function createSessions(init: SessionsInit): Sessions {
  const { person, read, ui } = init;
  const now = () => systemTimers.now();
  const list = createSessionList(read);
  const item = createSessionItem();
  let shown = profileInUse(person.env);
  const view = createSessionView(
    () => sessionTree(list.current(), { inUse: profileInUse(person.env), now: now() }),
    () => board.wake(),
  );
  const shownProfile = () => list.current().profiles.find(({ name }) => name === shown);
  const keeper = createSessionKeeper({
    ...init,
    profiles: () => list.current().profiles,
    mode: autoRefresh,
    now,
    isFocused: () => window.state.focused,
    tell: (message, ...actions) => ui.warn(message, ...actions),
    reload: list.reload,
  });
  const board = createSessionBoard({
    list,
    keeper,
    timers: systemTimers,
    isFocused: () => window.state.focused,
    draw: () => {
      item.draw(shownProfile(), now());
      if (view.isVisible()) view.draw();
    },
    changes: () => {
      const counted = view.isVisible() ? list.current().profiles : [shownProfile()];
      return counted.flatMap((profile) => (profile ? changesOf(profile, now()) : []));
    },
  });
  const events = Disposable.from(
    view,
    watchSessions(init.files, watchedFiles(person.env, person.home), () => void list.reload()),
    window.onDidChangeWindowState(({ focused }) => {
      // Some file systems cannot be watched; whoever comes back has often been in a terminal.
      if (focused) void list.reload();
      else board.wake();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTING)) board.wake();
    }),
  );
  void list.reload();
  return {
    list,
    made: (profile, expiresAt) => {
      shown = profile;
      keeper.made(profile, expiresAt);
      void list.reload();
    },
    dispose: () => {
      board.dispose();
      events.dispose();
      item.dispose();
    },
  };
}

/** In a folder that nobody trusts nothing is refreshed unasked. */
function autoRefresh(): AutoRefresh {
  const mode: unknown = workspace.getConfiguration().get(SETTING);
  if (mode === 'off') return 'off';
  return mode === 'on' && workspace.isTrusted ? 'on' : 'notify';
}
