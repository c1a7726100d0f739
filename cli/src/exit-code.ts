/** What the process ends with. */
export const EXIT = {
  /** No finding at or above `--fail-on`. */
  clean: 0,
  /** Something found, not refreshed, or not recognised: the answer is no. */
  findings: 1,
  /** The command line or a path on it is wrong. */
  usage: 2,
  /** A rule failed, a file could not be written, or something else that must not happen. */
  failure: 3,
  /** Ctrl-C, as a shell counts it: 128 and the signal's number. */
  interrupted: 130,
  /** Nobody reads the output any more, as after `| head`. */
  closedPipe: 141,
  terminated: 143,
} as const;
