import type { Range } from '../text/range.ts';

/** What of a file is judged by itself: a section of an AWS file, a job of a workflow. */
export interface Part {
  /** Equal for a part that was taken over from another version of the file. */
  readonly identity: object;
  readonly range: Range;
}

/** The places of a version of a file to which findings are tied. */
export interface Places {
  /** The place that an offset is in. */
  at(offset: number): Part | undefined;
  /** Where it is by now. */
  of(identity: object): Part | undefined;
  /** Whether it is there in every version about which the same would be said. */
  isLasting(identity: object): boolean;
}
