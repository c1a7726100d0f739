/**
 * Turns a glob into a pattern for a whole path with `/`. Knows what editors and watchers all understand alike: a
 * leading or inner `**` with its slash for any folders or none, `*` for anything within one name, and braces for
 * alternatives. Nothing else is special.
 */
export function globToRegExp(glob: string): RegExp {
  const body = glob.replaceAll(/\*\*\/|\*|\{[^{}]*\}|[^*{}]+/gu, (token) => {
    if (token === '**/') return '(?:[^/]*/)*';
    if (token === '*') return '[^/]*';
    if (!token.startsWith('{')) return escape(token);
    return `(?:${token.slice(1, -1).split(',').map(escape).join('|')})`;
  });
  return new RegExp(`^${body}$`, 'u');
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}

/** The pattern that matches just this path. Brackets are the one way of quoting that all glob dialects share. */
export function literalGlob(path: string): string {
  return path.replaceAll('\\', '/').replaceAll(/[*?[\]{}]/gu, (character) => `[${character}]`);
}
