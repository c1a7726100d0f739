/** What a person wants of a formatted file. What is left out is as in most files. */
export interface FormatOptions {
  /** White space at the ends of lines goes; true if left out. */
  readonly trimTrailingWhitespace?: boolean | undefined;
  /** The last line gets an ending; false if left out. */
  readonly insertFinalNewline?: boolean | undefined;
  /** Blank lines at the end of the file go; false if left out. */
  readonly trimFinalNewlines?: boolean | undefined;
}
