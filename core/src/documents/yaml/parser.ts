import { Composer, Lexer, Parser, type Document, type YAMLError } from 'yaml';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { ParseProblem, YamlKind } from '../document.ts';
import type { YamlComment, YamlDocument } from './nodes.ts';
import { MOST_PROBLEMS, toProblems } from './problems.ts';
import { readStructure } from './structure.ts';

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

/**
 * Reads a YAML file. Never throws: what cannot be read is told in `problems`, and a file that is too deep or too long
 * to be read in reasonable time has no trees. Aliases are never expanded and unknown tags are accepted.
 */
export function parseYaml(uri: string, kind: YamlKind, source: SourceText): YamlDocument {
  const stream = readStream(source.text);
  const structure = readStructure(stream.trees);
  const errors = stream.trees.flatMap((tree) => tree.errors);
  const duplicates = structure.duplicates.slice(0, MOST_PROBLEMS).map((place) => ({
    range: place,
    message: safe`This key stands twice in the same map; tools refuse the file or take one of the two.`,
  }));
  const problems = [
    ...toProblems([...stream.errors, ...errors], source.text.length),
    ...duplicates,
    ...stream.refusal,
  ];
  return {
    format: 'yaml',
    uri,
    kind,
    source,
    trees: stream.trees,
    comments: stream.comments,
    structure,
    editable: stream.trees.length > 0 && !/\r(?!\n)/u.test(source.text),
    problems: problems.sort((a, b) => a.range.start - b.range.start),
  };
}

interface Stream {
  readonly trees: readonly Document.Parsed[];
  readonly errors: readonly YAMLError[];
  readonly comments: readonly YamlComment[];
  readonly refusal: readonly ParseProblem[];
}

function readStream(text: string): Stream {
  const trees: Document.Parsed[] = [];
  const comments: YamlComment[] = [];
  const composer = new Composer({
    prettyErrors: false,
    keepSourceTokens: true,
    // Searches the whole map for each key; structure.ts does it with a set.
    uniqueKeys: false,
    // Would turn `!!binary` and its kin into values; only texts are of interest.
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  const refuse = (offset: number, message: SafeText): Stream => ({
    trees: [],
    errors: [],
    comments,
    refusal: [{ range: range(Math.min(offset, text.length), Math.min(offset + 1, text.length)), message }],
  });
  const parser = new Parser();
  try {
    const reason = feed(text, parser, composer, trees, comments);
    if (reason !== undefined) return refuse(parser.offset, reason);
    for (const token of parser.end()) trees.push(...composer.next(token));
    const { errors } = composer.streamInfo();
    trees.push(...composer.end());
    return { trees, errors: trees.length === 0 ? errors : [], comments, refusal: [] };
  } catch {
    // Nothing is known to get here; a new release of the package must not take the editor down with it.
    return refuse(parser.offset, safe`This file cannot be read as YAML.`);
  }
}

/** Hands the text over token by token, and stops with the reason where it asks for too much work. */
function feed(
  text: string,
  parser: Parser,
  composer: Composer,
  trees: Document.Parsed[],
  comments: YamlComment[],
): SafeText | undefined {
  let tokens = 0;
  let strays = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('#') && previous !== SCALAR_FOLLOWS)
      comments.push(commentAt(text, parser.offset, lexeme));
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') strays += 1;
      trees.push(...composer.next(token));
    }
    previous = lexeme;
    tokens += 1;
    if (parser.stack.length > DEEPEST) return safe`This file is nested too deeply to be read.`;
    if (tokens > MOST_TOKENS) return safe`This file is too long to be read.`;
    if (trees.length > MOST_DOCUMENTS) return safe`This file holds too many documents to be read.`;
    if (strays > MOST_STRAY_TOKENS) return safe`This file is no YAML.`;
  }
  return undefined;
}

function commentAt(text: string, offset: number, lexeme: string): YamlComment {
  let before = offset;
  while (text[before - 1] === ' ' || text[before - 1] === '\t') before -= 1;
  const ownLine = before === 0 || text[before - 1] === '\n' || text[before - 1] === '\r';
  return { range: range(offset, offset + lexeme.length), ownLine };
}
