/** The patterns of an ignore file, comments and blank lines included. */
export function patternsOf(text: string): readonly string[] {
  return text.split(/\r?\n/u);
}

/**
 * The patterns of an ignore file in a folder below, as the root's would have to say it. Git lets the last pattern that
 * fits decide, and those of inner folders come last, so one list does for all files.
 * @param folder relative to the root, with `/`
 */
export function patternsBelow(folder: string, patterns: readonly string[]): readonly string[] {
  const base = escapePattern(folder);
  return patterns
    .filter((pattern) => pattern.trim() !== '' && !pattern.startsWith('#'))
    .map((pattern) => {
      const negated = pattern.startsWith('!');
      const body = negated ? pattern.slice(1) : pattern;
      // A slash at the start or in the middle ties a pattern to its folder; one at the end asks for a folder.
      const tied = /\/(?!\s*$)/u.test(body);
      const below = tied ? `/${base}/${body.replace(/^\//u, '')}` : `/${base}/**/${body}`;
      return negated ? `!${below}` : below;
    });
}

/** The pattern for exactly one file; `undefined` for a name that no line can hold. */
export function patternFor(path: string): string | undefined {
  return /[\r\n]/u.test(path) ? undefined : `/${escapePattern(path).replace(/ $/u, '\\ ')}`;
}

function escapePattern(path: string): string {
  return path.replaceAll(/[\\*?[]/gu, '\\$&');
}
