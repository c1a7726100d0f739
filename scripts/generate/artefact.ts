/** A file, or the part of a file between two markers, that is made from the rules or from tables. */
export interface Artefact {
  /** Relative to the repository's root. */
  readonly path: string;
  /** Makes the whole new content out of today's; `''` where the file does not exist yet. */
  build(current: string): string;
}

/** Replaces what stands between `<!-- name:start -->` and `<!-- name:end -->`. */
export function betweenMarkers(current: string, name: string, body: string): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = current.indexOf(start);
  const to = current.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The markers ${start} and ${end} are missing`);
  return `${current.slice(0, from)}${start}\n\n${body.trim()}\n\n${current.slice(to)}`;
}
