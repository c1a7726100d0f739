import type { KnownSources } from './profile-users.ts';

/**
 * Maps of sections by names: those of a profile graph, and the headers of a file by what they mean. For a workflow, what it
 * can call.
 */
export type NamedMap = 'profiles' | 'ssoSessions' | 'services' | 'headers' | 'called';

/**
 * What somebody has looked for: a section by its name, the profiles that name one as source, a file that a workflow calls,
 * the names of all of a kind, the known sessions, or what a workflow tells as a whole.
 */
export type Sight =
  | SectionSight
  | { readonly type: 'called'; readonly name: string }
  | { readonly type: 'names'; readonly name: NamedMap }
  | { readonly type: 'sessions' }
  | { readonly type: 'gates' };

/** A section, or sections, by a name. */
export interface SectionSight {
  readonly type: Exclude<NamedMap, 'called'> | 'users';
  readonly name: string;
}

/** Everything, for those who go through all sections of a file. */
export const ALL: Sight = { type: 'profiles', name: '' };

/** What a workflow tells as a whole. */
export const GATES: Sight = { type: 'gates' };

/** An answer, and what was seen when it was found. */
interface Recorded<Value> {
  readonly value: Value;
  readonly seen: readonly Sight[];
}

/** Who sees more than these is taken to see everything: nothing that much hangs on is worth being kept. */
const MOST_SIGHTS = 64;

/**
 * Notes what an answer was made of, so that it can be told whether it would be the same in another version of the
 * files. Outside of a recording it notes nothing.
 */
export class Witness {
  /** What is remembered from version to version of the files about the graphs that this one watches, if it watches any. */
  readonly sources: KnownSources | undefined;
  #open: Sight[] | undefined;

  constructor(sources?: KnownSources) {
    this.sources = sources;
  }

  get isRecording(): boolean {
    return this.#open !== undefined;
  }

  /** Sights are told apart by identity: whoever tells of one hands in the same object each time. */
  saw(sight: Sight): void {
    const open = this.#open;
    if (!open || open.includes(sight)) return;
    open.push(open.length < MOST_SIGHTS ? sight : ALL);
  }

  sawAll(): void {
    this.saw(ALL);
  }

  /** Runs something and tells what it has seen. A recording that goes on around this one sees it as well. */
  record<Value>(run: () => Value): Recorded<Value> {
    const around = this.#open;
    const seen: Sight[] = [];
    this.#open = seen;
    try {
      return { value: run(), seen };
    } finally {
      this.#open = around;
      this.sawThese(seen);
    }
  }

  /** A memory of answers by what they are about. */
  memory(): <Value>(key: unknown, find: () => Value) => Value {
    const known = new Map<unknown, Recorded<unknown>>();
    return <Value>(key: unknown, find: () => Value): Value => {
      const before = known.get(key) as Recorded<Value> | undefined;
      if (before) {
        this.sawThese(before.seen);
        return before.value;
      }
      const found = this.record(find);
      known.set(key, found);
      return found.value;
    };
  }

  /** For an answer that was remembered: whoever gets it sees what was seen when it was found. */
  sawThese(seen: readonly Sight[]): void {
    if (this.#open) for (const sight of seen) this.saw(sight);
  }
}
