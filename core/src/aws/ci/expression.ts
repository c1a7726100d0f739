/** A value that an expression reads: `secrets.X`, `steps.a.outputs.b`, `vars['X']`. */
export interface ExpressionReference {
  /** The context in lower case (`secrets`, `vars`, `env`, `steps` …); GitHub ignores its case. */
  readonly context: string;
  /** The names behind it, as written; `*` for a filter. */
  readonly path: readonly string[];
  /** An index is computed: `secrets[matrix.name]`, `secrets[format('X_{0}', inputs.stage)]`. */
  readonly dynamic: boolean;
}

/** What stands between `${{` and `}}`. */
export interface Expression {
  /** Offsets in the text, braces included. */
  readonly start: number;
  readonly end: number;
  readonly references: readonly ExpressionReference[];
  /** Texts in single quotes, unescaped. */
  readonly literals: readonly string[];
  /** One reference and nothing else. */
  readonly simple: boolean;
}

const TOKEN = /\s+|'(?:[^']|'')*'|[A-Za-z_][\w-]*|\d[\w.]*|&&|\|\||[=!<>]=|[^\s]/uy;
const KEYWORDS = new Set(['true', 'false', 'null', 'nan', 'infinity']);

/** All expressions of a text, in order. One that is not closed is none. */
export function readExpressions(text: string): readonly Expression[] {
  const found: Expression[] = [];
  let at = text.indexOf('${{');
  while (at !== -1) {
    const end = endOfExpression(text, at + 3);
    if (end === undefined) break;
    found.push({ start: at, end: end + 2, ...readBody(text.slice(at + 3, end)) });
    at = text.indexOf('${{', end + 2);
  }
  return found;
}

/** A condition: `if:` takes an expression with or without its braces. */
export function readCondition(text: string): Pick<Expression, 'references' | 'literals' | 'simple'> {
  const [first] = readExpressions(text);
  return first?.start === 0 && first.end === text.trimEnd().length
    ? first
    : readBody(text.replaceAll(/\$\{\{|\}\}/gu, ' '));
}

/** Whether a text is one expression and nothing else but white space. */
export function isOneExpression(text: string): boolean {
  const trimmed = text.trim();
  const [first] = readExpressions(trimmed);
  return first?.start === 0 && first.end === trimmed.length;
}

/** All references of a text's expressions. */
export function referencesIn(text: string): readonly ExpressionReference[] {
  return readExpressions(text).flatMap((expression) => expression.references);
}

/** What the expressions of a text read that compare or choose: `secrets.X != ''`, `a && b || c`. */
export function comparedReferences(text: string): readonly ExpressionReference[] {
  return readExpressions(text)
    .filter(({ start, end }) => /[!=]=|&&|\|\|/u.test(text.slice(start, end)))
    .flatMap((expression) => expression.references);
}

/** A reference as one name, in upper case: GitHub ignores the case of contexts and of secrets' names. */
export function nameOfReference({ context, path }: ExpressionReference): string {
  return [context, ...path].join('.').toUpperCase();
}

/** The closing braces, those inside quotes left out. */
function endOfExpression(text: string, from: number): number | undefined {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', at)) return at;
  }
  return undefined;
}

function readBody(body: string): Pick<Expression, 'references' | 'literals' | 'simple'> {
  const tokens = tokenize(body);
  const references: ExpressionReference[] = [];
  const literals: string[] = [];
  let consumed = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (token.startsWith("'")) literals.push(unquote(token));
    if (!startsReference(tokens, at)) continue;
    const { reference, end } = readReference(tokens, at);
    references.push(reference);
    consumed += end - at;
    // What computes an index is read in its turn.
    if (!reference.dynamic) at = end - 1;
  }
  return { references, literals, simple: references.length === 1 && consumed === tokens.length };
}

function tokenize(body: string): readonly string[] {
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN.source, TOKEN.flags);
  for (let match = pattern.exec(body); match; match = pattern.exec(body)) {
    if (match[0].trim() !== '') tokens.push(match[0]);
  }
  return tokens;
}

/** A name that is neither a property, nor a function, nor a word of the language. */
function startsReference(tokens: readonly string[], at: number): boolean {
  const token = tokens[at] ?? '';
  if (!/^[A-Za-z_]/u.test(token) || KEYWORDS.has(token.toLowerCase())) return false;
  return tokens[at - 1] !== '.' && tokens[at + 1] !== '(';
}

function readReference(
  tokens: readonly string[],
  start: number,
): { readonly reference: ExpressionReference; readonly end: number } {
  const path: string[] = [];
  let at = start + 1;
  let dynamic = false;
  for (;;) {
    const next = tokens[at + 1] ?? '';
    if (tokens[at] === '.' && /^[\w*]/u.test(next)) {
      path.push(next);
      at += 2;
    } else if (tokens[at] === '[' && next.startsWith("'") && tokens[at + 2] === ']') {
      path.push(unquote(next));
      at += 3;
    } else {
      dynamic = tokens[at] === '[';
      break;
    }
  }
  return { reference: { context: (tokens[start] ?? '').toLowerCase(), path, dynamic }, end: at };
}

function unquote(token: string): string {
  return token.slice(1, -1).replaceAll("''", "'");
}
