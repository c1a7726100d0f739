import { Composer, Lexer, Parser, type Document } from 'yaml';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { range, type Range } from '../../text/range.ts';
import { dropTokens } from './compact.ts';
import type { YamlComment, YamlTree } from './nodes.ts';
import type { YamlFault } from './problems.ts';

/** GitHub, GitLab and the others stop far earlier; the `yaml` package composes recursively, so the stack ends somewhere. */
const DEEPEST = 200;
/** Some 30,000 lines of real YAML. Beyond it a file is a test of patience, and each token costs microseconds. */
const MOST_TOKENS = 250_000;
/** Each document carries a schema of its own. */
const MOST_DOCUMENTS = 1000;
/** Tokens that fit nowhere; so many of them are no YAML file with a mistake in it. */
const MOST_STRAY_TOKENS = 500;

/** What the lexer yields before the text of a scalar. */
const SCALAR_FOLLOWS = '\u001F';

/** What a text is made of, as far as it can be read. */
export interface YamlStream {
  readonly trees: readonly YamlTree[];
  readonly errors: readonly YamlFault[];
  readonly comments: readonly YamlComment[];
  /** Why the text is not read; its trees are missing then. */
  readonly refusal: { readonly range: Range; readonly message: SafeText } | undefined;
  readonly work: YamlWork;
}

/** What reading a text has taken. */
export interface YamlWork {
  readonly tokens: number;
  readonly strays: number;
  /** A quoted text has no end. Where the lexer ends it depends on whether there is such a quote anywhere below. */
  readonly open: boolean;
}

/** Whether a text that takes so much work is refused. */
export function isTooMuch({ tokens, strays }: YamlWork): boolean {
  return tokens > MOST_TOKENS || strays > MOST_STRAY_TOKENS;
}

/** Reads a text, or a part of one that starts at an offset. */
export function readStream(text: string, start = 0): YamlStream {
  const trees: Document.Parsed[] = [];
  const comments: YamlComment[] = [];
  const work = { tokens: 0, strays: 0, open: false };
  const composer = new Composer({
    prettyErrors: false,
    keepSourceTokens: true,
    // Searches the whole map for each key; structure.ts does it with a set.
    uniqueKeys: false,
    // Would turn `!!binary` and its kin into values; only texts are of interest.
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  const end = start + text.length;
  const refuse = (offset: number, message: SafeText): YamlStream => {
    const refusal = { range: range(Math.min(offset, end), Math.min(offset + 1, end)), message };
    return { trees: [], errors: [], comments, refusal, work };
  };
  const parser = new Parser();
  parser.offset = start;
  try {
    const reason = feed({ text, start, parser, composer, trees, comments, work });
    if (reason !== undefined) return refuse(parser.offset, reason);
    for (const token of parser.end()) trees.push(...composer.next(token));
    const { errors } = composer.streamInfo();
    trees.push(...composer.end());
    for (const { contents } of trees) if (contents) dropTokens(contents);
    return {
      // Without the schema that each document carries.
      trees: trees.map((tree) => ({ contents: tree.contents, errors: tree.errors })),
      errors: trees.length === 0 ? errors : [],
      comments,
      refusal: undefined,
      work,
    };
  } catch {
    // Nothing is known to get here; a new release of the package must not take the editor down with it.
    return refuse(parser.offset, safe`This file cannot be read as YAML.`);
  }
}

interface Feed {
  readonly text: string;
  readonly start: number;
  readonly parser: Parser;
  readonly composer: Composer;
  readonly trees: Document.Parsed[];
  readonly comments: YamlComment[];
  readonly work: { tokens: number; strays: number; open: boolean };
}

/** Hands the text over token by token, and stops with the reason where it asks for too much work. */
function feed({ text, start, parser, composer, trees, comments, work }: Feed): SafeText | undefined {
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (previous !== SCALAR_FOLLOWS) {
      if (lexeme.startsWith('#')) comments.push(commentAt(text, start, parser.offset, lexeme));
      else if (isOpen(lexeme)) work.open = true;
    }
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') work.strays += 1;
      trees.push(...composer.next(token));
    }
    previous = lexeme;
    work.tokens += 1;
    if (parser.stack.length > DEEPEST) return safe`This file is nested too deeply to be read.`;
    if (work.tokens > MOST_TOKENS) return safe`This file is too long to be read.`;
    if (trees.length > MOST_DOCUMENTS) return safe`This file holds too many documents to be read.`;
    if (work.strays > MOST_STRAY_TOKENS) return safe`This file is no YAML.`;
  }
  return undefined;
}

function commentAt(text: string, start: number, offset: number, lexeme: string): YamlComment {
  let before = offset - start;
  while (text[before - 1] === ' ' || text[before - 1] === '\t') before -= 1;
  const ownLine = before === 0 || text[before - 1] === '\n' || text[before - 1] === '\r';
  return { range: range(offset, offset + lexeme.length), ownLine };
}

/** Whether a lexeme is a quoted text without its second quote. */
function isOpen(lexeme: string): boolean {
  if (lexeme.startsWith("'")) return lexeme.split("'").length % 2 === 0;
  if (!lexeme.startsWith('"')) return false;
  const last = lexeme.length - 1;
  let before = last - 1;
  while (lexeme[before] === '\\') before -= 1;
  return last === 0 || !lexeme.endsWith('"') || (last - before) % 2 === 0;
}
