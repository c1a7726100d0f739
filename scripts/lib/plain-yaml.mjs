/**
 * `yaml` as the bundles hold it. Its lexer and its parser are classes of generators that hand on to each other what they
 * find, three or four deep for each token, and V8 resumes all of them for each: a quarter of the time of reading. Here
 * their methods are plain functions that put what they find into a list, and say and find the same.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import ts from 'typescript';

const { factory } = ts;

/**
 * A class of generators. Of its methods `kept` remain generators, for they are asked for a whole text, and `asked` give the
 * list, for they are asked token by token; all others are asked by these alone.
 *
 * @typedef {{ readonly kept: ReadonlySet<string>, readonly asked: ReadonlySet<string> }} Generators
 */

/** By file and class. @type {ReadonlyMap<string, { readonly name: string } & Generators>} */
const CLASSES = new Map([
  ['parse/lexer.js', { name: 'Lexer', kept: new Set(['lex']), asked: new Set() }],
  ['parse/parser.js', { name: 'Parser', kept: new Set(['parse']), asked: new Set(['next', 'end']) }],
]);

/** Where a method puts what it finds. */
const FOUND = 'found';

const NAMESPACE = 'plain-yaml';

/**
 * Gives importers of `yaml` its build for browsers, with plain methods. The build for Node asks the environment at each
 * token whether it should log, and Node takes long to answer; else they are the same.
 *
 * @param {string} root Where `node_modules` is.
 * @param {(importer: string) => boolean} isOurs Others are left alone.
 * @returns {import('esbuild').Plugin}
 */
export function plainYaml(root, isOurs = () => true) {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: /^yaml$/ }, ({ importer }) =>
        isOurs(importer)
          ? { path: yamlOfBrowsers(root), namespace: NAMESPACE, sideEffects: false }
          : undefined,
      );
      build.onResolve({ filter: /^\./, namespace: NAMESPACE }, ({ path, importer }) => ({
        path: join(dirname(importer), path),
        namespace: NAMESPACE,
        sideEffects: false,
      }));
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, async ({ path }) => ({
        contents: plainFile(path, await readFile(path, 'utf8')),
      }));
    },
  };
}

/** @param {string} root */
export function yamlOfBrowsers(root) {
  return join(root, 'node_modules/yaml/browser/dist/index.js');
}

/** @param {string} path @param {string} text */
function plainFile(path, text) {
  const file = path.split(sep).slice(-2).join('/');
  const generators = CLASSES.get(file);
  return generators ? plainClass(text, generators) : text;
}

/**
 * Makes the methods of a class plain functions.
 *
 * @param {string} text A module with that class.
 * @param {{ readonly name: string } & Generators} options
 * @returns {string}
 * @throws {Error} for a class that is written in another way.
 */
export function plainClass(text, { name, kept, asked }) {
  const file = ts.createSourceFile('class.js', text, ts.ScriptTarget.ESNext, true);
  const done = new Set();
  const { transformed } = ts.transform(file, [
    (context) => (root) =>
      ts.visitEachChild(
        root,
        (node) =>
          ts.isClassDeclaration(node) && node.name?.text === name
            ? ts.visitEachChild(node, (member) => plainMember(member, context), context)
            : node,
        context,
      ),
  ]);
  const missing = [...kept, ...asked].filter((method) => !done.has(method));
  if (missing.length > 0) throw new Error(`The class ${name} has no generators ${missing.join(', ')}`);
  return ts.createPrinter().printFile(/** @type {ts.SourceFile} */ (transformed[0]));

  /** @param {ts.Node} member @param {ts.TransformationContext} context @returns {ts.Node | ts.Node[]} */
  function plainMember(member, context) {
    if (!ts.isMethodDeclaration(member) || !member.asteriskToken || !ts.isIdentifier(member.name))
      return member;
    const method = member.name.text;
    done.add(method);
    if (kept.has(method)) return ts.visitEachChild(member, (node) => drained(node, context), context);
    const body = ts.visitEachChild(member, (node) => plainNode(node, context), context);
    if (!asked.has(method)) return withBody(body, method, body.body);
    const inner = `${method}Token`;
    return [withBody(body, method, giving(inner, body.parameters)), withBody(body, inner, body.body)];
  }

  /** Of a generator that remains: what a plain method has found is handed on. @param {ts.Node} node @param {ts.TransformationContext} context @returns {ts.Node} */
  function drained(node, context) {
    if (ts.isExpressionStatement(node) && delegates(node)) {
      const statement = /** @type {ts.Statement} */ (plainNode(node, context));
      return factory.createBlock([fresh(), statement, handingOn()], true);
    }
    return ts.visitEachChild(node, (child) => drained(child, context), context);
  }

  /** Whether a statement asks a method that is plain now. @param {ts.Node} node @returns {boolean} */
  function delegates(node) {
    if (
      ts.isYieldExpression(node) &&
      node.asteriskToken &&
      node.expression &&
      ts.isCallExpression(node.expression)
    ) {
      const { expression: called } = node.expression;
      return ts.isPropertyAccessExpression(called) && !asked.has(called.name.text);
    }
    return ts.forEachChild(node, (child) => delegates(child) || undefined) ?? false;
  }
}

/** @param {ts.Node} node @param {ts.TransformationContext} context @returns {ts.Node} */
function plainNode(node, context) {
  if (ts.isExpressionStatement(node) && ts.isYieldExpression(node.expression)) {
    const { asteriskToken, expression: value } = node.expression;
    if (!asteriskToken && value) return putting(value);
  }
  if (!ts.isYieldExpression(node))
    return ts.visitEachChild(node, (child) => plainNode(child, context), context);
  if (!node.asteriskToken || !node.expression) throw new Error('A generator waits for an answer');
  return plainNode(node.expression, context);
}

/** @param {ts.Expression} value */
function putting(value) {
  const push = factory.createPropertyAccessExpression(foundList(), 'push');
  return factory.createExpressionStatement(factory.createCallExpression(push, undefined, [value]));
}

/** @param {ts.MethodDeclaration} method @param {string} name @param {ts.Block | undefined} body */
function withBody({ modifiers, parameters }, name, body) {
  return factory.createMethodDeclaration(
    modifiers,
    undefined,
    name,
    undefined,
    undefined,
    parameters,
    undefined,
    body,
  );
}

/** The list that a method has filled. @param {string} method @param {ts.NodeArray<ts.ParameterDeclaration>} parameters */
function giving(method, parameters) {
  const values = parameters.map(({ name }) => /** @type {ts.Identifier} */ (name));
  const call = factory.createCallExpression(
    factory.createPropertyAccessExpression(factory.createThis(), method),
    undefined,
    values,
  );
  return factory.createBlock(
    [fresh(), factory.createExpressionStatement(call), factory.createReturnStatement(foundList())],
    true,
  );
}

function foundList() {
  return factory.createPropertyAccessExpression(factory.createThis(), FOUND);
}

function fresh() {
  return factory.createExpressionStatement(
    factory.createAssignment(foundList(), factory.createArrayLiteralExpression()),
  );
}

function handingOn() {
  const one = factory.createIdentifier('one');
  return factory.createForOfStatement(
    undefined,
    factory.createVariableDeclarationList([factory.createVariableDeclaration(one)], ts.NodeFlags.Const),
    foundList(),
    factory.createExpressionStatement(factory.createYieldExpression(undefined, one)),
  );
}
