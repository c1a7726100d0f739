import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Library from 'yaml';
import { assignedKind, plainClass, plainYaml, yamlOfBrowsers } from '../../scripts/lib/plain-yaml.mjs';

type Yaml = typeof Library;

const ROOT = join(import.meta.dirname, '../..');
let folder: string;
let original: Yaml;
let plain: Yaml;

/** The library in a file, as the bundles hold it, or as it is. */
async function bundled(name: string, isPlain: boolean): Promise<Yaml> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    stdin: { contents: "export * from 'yaml';", resolveDir: join(ROOT, 'core') },
    outfile,
    bundle: true,
    format: 'esm',
    alias: { yaml: yamlOfBrowsers(ROOT) },
    plugins: isPlain ? [plainYaml(ROOT)] : [],
    logLevel: 'error',
  });
  return (await import(pathToFileURL(outfile).href)) as Yaml;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyless-yaml-'));
  [original, plain] = await Promise.all([bundled('original', false), bundled('plain', true)]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What somebody who reads token by token sees, and where the parser stands meanwhile. */
function stream({ Composer, Lexer, Parser }: Yaml, text: string) {
  const parser = new Parser();
  const composer = new Composer({ prettyErrors: false, keepSourceTokens: true, logLevel: 'silent' });
  const steps: unknown[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      steps.push(structuredClone(token));
      for (const document of composer.next(token)) steps.push(document.errors.map(told));
    }
    steps.push([lexeme, parser.offset, parser.stack.length]);
  }
  for (const token of parser.end()) steps.push(structuredClone(token));
  return steps;
}

/** What somebody who reads the whole sees. */
function whole({ parseAllDocuments, Parser }: Yaml, text: string) {
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
  return [
    [...new Parser().parse(text)],
    [...documents].map((document) => [
      document.errors.map(told),
      document.warnings.map(told),
      document.range,
    ]),
    [...documents].map(valueOf),
  ];
}

function told({ code, message, pos }: Library.YAMLParseError | Library.YAMLWarning) {
  return [code, message, pos];
}

/** Some documents refuse to have a value: too many aliases, for one. */
function valueOf(document: Library.Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 }) as unknown;
  } catch (error) {
    return String(error);
  }
}

function expectSame(text: string): void {
  expect(stream(plain, text)).toEqual(stream(original, text));
  expect(whole(plain, text)).toEqual(whole(original, text));
}

const piece = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      '\n',
      '\n',
      '\n  ',
      '\n    ',
      '\n- ',
      '\n  - ',
      ' ',
      '\t',
      '\r\n',
      '\r',
      '\n\n',
    ),
    weight: 4,
  },
  {
    arbitrary: fc.constantFrom(
      'a',
      'key: ',
      'b: c',
      '? ',
      ': ',
      '- ',
      'on:',
      '1',
      'null',
      '0x1F',
      '${{ x }}',
    ),
    weight: 4,
  },
  fc.constantFrom('"', "'", '"a\\n b"', "'it''s'", '"\\x', '|', '>', '|-\n  x', '>2+\n   y\n', '|9', '>x'),
  fc.constantFrom('[', ']', '{', '}', ',', '[a, b]', '{a: b}', '{a, ? b : c}', '[', '{'),
  fc.constantFrom(
    '&a ',
    '*a',
    '&',
    '*',
    '!',
    '!!str ',
    '!<tag:x> ',
    '!e!x ',
    '<<: ',
    '#',
    ' # c',
    '@',
    '`',
    '%',
  ),
  fc.constantFrom(
    '---',
    '...',
    '--- ',
    '\n---\n',
    '\n...\n',
    '%YAML 1.1\n',
    '%TAG ! x\n',
    '%',
    '\ufeff',
    'é',
    '𝒳',
    '\0',
  ),
);

describe('yaml as the bundles hold it', () => {
  it.each([
    ['Lexer', ['lex', 'parseNext', 'parsePlainScalar', 'pushSpaces']],
    ['Parser', ['parse', 'next', 'end', 'step', 'pop', 'blockMap']],
  ] as const)('has no generators for the tokens of its %s', (name, methods) => {
    const kinds = (library: Yaml) =>
      methods.map((method) => Object.prototype.toString.call(Reflect.get(library[name].prototype, method)));
    expect(new Set(kinds(original))).toEqual(new Set(['[object GeneratorFunction]']));
    expect(new Set(kinds(plain))).toEqual(new Set(['[object Function]']));
  });

  it('reads any text as the library does', () => {
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(text, expectSame), { numRuns: 6000 });
  }, 120_000);

  it('reads the files of the tests as the library does', async () => {
    const names = await readdir(join(ROOT, 'test'), { recursive: true });
    const files = names.filter((name) => /\.ya?ml$/u.test(name) && !name.includes('node_modules'));
    expect(files.length).toBeGreaterThan(300);
    for (const name of files) expectSame(await readFile(join(ROOT, 'test', name), 'utf8'));
  }, 60_000);
});

describe('plainClass', () => {
  const options = { name: 'Lexer', asked: new Set(['lex', 'next']) };

  it('makes methods plain, with what they give back', () => {
    const text = plainClass(
      'class Lexer { *lex(t) { let n = 0; while (n < t) n = yield* this.one(n); yield* this.next(t); } *next(t) { yield* this.one(t); } *one(n) { yield n; return n + 1; } }',
      options,
    );
    const Made = runInThisContext(`(() => { ${text} return Lexer; })()`) as new () => {
      lex(most: number): unknown;
      next(one: number): unknown;
    };
    expect(new Made().lex(3)).toEqual([0, 1, 2, 3]);
    expect(new Made().next(7)).toEqual([7]);
    expect(text).not.toMatch(/yield|\*/u);
  });

  it.each([
    ['class Lexer { *lex() {} }', 'next'],
    ['class Other { *lex() {} *next() {} }', 'lex, next'],
    [
      'class Lexer { *lex() {} *next() {} *one() { const answer = yield 1; return answer; } }',
      'waits for an answer',
    ],
  ])('says what it cannot do: %s', (text, reason) => {
    expect(() => plainClass(text, options)).toThrow(reason);
  });
});

it('says what kind of node cannot be assigned', () => {
  expect(assignedKind('Object.defineProperty(this, NODE_TYPE, { value: PAIR });')).toBe(
    'this[NODE_TYPE] = PAIR;',
  );
  expect(() => assignedKind('this.type = PAIR;')).toThrow('does not define its kind');
});
