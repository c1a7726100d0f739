import { createSessionClock } from './session-clock.ts';
import type { SessionKeeper } from './session-keeper.ts';
import type { SessionList } from './session-list.ts';
import type { Timers } from './timers.ts';

/** What shows and keeps sessions. */
export interface BoardInit {
  readonly list: SessionList;
  readonly keeper: SessionKeeper;
  readonly timers: Timers;
  /** Shows what there is at this moment. */
  readonly draw: () => void;
  /** The moments at which what is shown would say something else, in milliseconds since 1970. */
  readonly changes: () => readonly number[];
  /** Whether the window is in front; in another one nobody reads a countdown. */
  readonly isFocused: () => boolean;
}

/** Brings what is shown up to date when it has to be, and does what is due. */
export interface SessionBoard {
  /** Something else than time has changed: the window, the setting, what is in sight. */
  readonly wake: () => void;
  readonly dispose: () => void;
}

/** There is one timer at most, and none while nothing that lasts is shown or due. */
export function createSessionBoard(init: BoardInit): SessionBoard {
  const { list, keeper, timers, draw } = init;
  const clock = createSessionClock(
    timers,
    () => [...(init.isFocused() ? init.changes() : []), ...keeper.moments()],
    () => {
      draw();
      check();
    },
  );

  function check(): void {
    // What has been done is no longer to come.
    void keeper.check().finally(clock.set);
  }

  function wake(): void {
    draw();
    check();
    clock.set();
  }

  list.onChange(wake);
  return { wake, dispose: clock.dispose };
}
