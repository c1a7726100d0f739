import type { SessionProfile } from '@keyless/sessions';
import { duesOf, noticeOf, type AutoRefresh, type Due } from './auto-refresh.ts';
import type { Action } from './refresh-ui.ts';

/** What keeps sessions is made of. */
export interface KeeperInit {
  readonly profiles: () => readonly SessionProfile[];
  readonly mode: () => AutoRefresh;
  readonly now: () => number;
  /** Whether a person is in front of this window: a notice in another one would be missed, and there may be many. */
  readonly isFocused: () => boolean;
  readonly tell: (message: string, ...actions: readonly Action[]) => void;
  /** Refreshes where nobody is asked; tells why it failed. */
  readonly refreshQuietly: (profile: string) => Promise<string | undefined>;
  /** Refreshes with whatever questions that takes. */
  readonly refresh: (profile?: string) => unknown;
  readonly signIn: (profile: string) => unknown;
  /** Looks at the disk again: another window may have been faster. */
  readonly reload: () => Promise<void>;
}

/** Keeps sessions going, or says in time that somebody has to. */
export interface SessionKeeper {
  /** Does what is due at this moment, each only once. */
  readonly check: () => Promise<void>;
  /** When something will be due, in milliseconds since 1970. */
  readonly moments: () => readonly number[];
  /** A person has just made this session: if it is so short that something is due at once, they know. */
  readonly made: (profile: string, expiresAt: Date) => void;
}

export function createSessionKeeper(init: KeeperInit): SessionKeeper {
  /** Keys of what has been told or done. */
  let handled: ReadonlySet<string> = new Set();
  let fresh: { readonly profile: string; readonly end: number } | undefined;

  function open(): readonly Due[] {
    return duesOf(init.profiles(), init.mode(), init.now()).filter(({ key }) => !handled.has(key));
  }

  /** What is over is forgotten, so that the set does not grow. */
  function handle(dues: readonly Due[]): void {
    const alive = new Set(duesOf(init.profiles(), 'on', init.now()).map(({ key }) => key));
    handled = new Set([...handled, ...dues.map(({ key }) => key)].filter((key) => alive.has(key)));
  }

  function dueNow(): readonly Due[] {
    const now = init.now();
    return open().filter(({ from, what }) => from <= now && (what === 'refresh' || init.isFocused()));
  }

  function passOverFresh(): void {
    const known = dueNow().filter(
      ({ profile }) => profile.name === fresh?.profile && endsAt(profile, fresh.end),
    );
    if (known.length === 0) return;
    handle(known);
    fresh = undefined;
  }

  async function refreshDue(): Promise<void> {
    if (!dueNow().some(({ what }) => what === 'refresh')) return;
    await init.reload();
    const dues = dueNow().filter(({ what }) => what === 'refresh');
    handle(dues);
    for (const { profile } of dues) {
      const failure = await init.refreshQuietly(profile.name);
      if (failure !== undefined) init.tell(failure, refreshAction(profile, init));
    }
  }

  function notifyDue(): void {
    const dues = dueNow().filter(({ what }) => what !== 'refresh');
    const notice = noticeOf(dues, init.now());
    if (notice === undefined) return;
    handle(dues);
    init.tell(notice, ...actionsFor(dues, init));
  }

  return {
    check: async () => {
      passOverFresh();
      notifyDue();
      await refreshDue();
    },
    moments: () => open().flatMap(({ from, what }) => (what === 'refresh' || init.isFocused() ? [from] : [])),
    made: (profile, expiresAt) => {
      fresh = { profile, end: expiresAt.getTime() };
    },
  };
}

/** The cache holds whole seconds. */
function endsAt({ expiresAt }: SessionProfile, end: number): boolean {
  return expiresAt !== undefined && Math.abs(expiresAt.getTime() - end) < 1000;
}

function refreshAction({ name }: SessionProfile, { refresh }: KeeperInit): Action {
  return { title: 'Refresh', run: () => refresh(name) };
}

/** Nothing renews a pasted session. */
function actionsFor(dues: readonly Due[], init: KeeperInit): readonly Action[] {
  const [first, ...others] = dues.filter(({ what }) => what === 'mfa');
  const signIn = dues.find(({ what }) => what === 'sign-in');
  return [
    ...(first && others.length === 0 ? [refreshAction(first.profile, init)] : []),
    ...(others.length > 0 ? [{ title: 'Refresh…', run: () => init.refresh() }] : []),
    ...(signIn ? [{ title: 'Sign In', run: () => init.signIn(signIn.profile.name) }] : []),
  ];
}
