import type { SafeText } from '../secret/safe-text.ts';

/** Why the baseline of a configuration cannot be used. */
export interface BaselineProblem {
  /** A sentence without its capital and its final stop. */
  readonly reason: SafeText;
  /** Whether a new one may take its place: what is there, if anything, is a baseline and nobody else's file. */
  readonly isReplaceable: boolean;
}
