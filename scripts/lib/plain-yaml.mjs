/**
 * `yaml` as the bundles hold it, which says and finds the same in two thirds of the time.
 *
 * - Its lexer and its parser are classes of generators that hand on to each other what they find, three or four deep for
 *   each token, and V8 resumes all of them for each. Here their methods are plain functions that put what they find into a
 *   list.
 * - Each node defines what kind of node it is as a property that cannot be listed, for which V8 makes a descriptor each
 *   time and leaves the code that it has compiled. Here it is assigned.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import ts from 'typescript';

const { factory } = ts;

/**
 * A class of generators. Those of its methods that others ask give the list; all others are asked by these alone.
 *
 * @typedef {{ readonly name: string, readonly asked: ReadonlySet<string> }} Generators
 */

/** By file. @type {ReadonlyMap<string, Generators>} */
const CLASSES = new Map([
  ['parse/lexer.js', { name: 'Lexer', asked: new Set(['lex']) }],
  ['parse/parser.js', { name: 'Parser', asked: new Set(['parse', 'next', 'end']) }],
]);

/** The files with nodes. */
const NODES = new Set(['nodes/Node.js', 'nodes/Pair.js']);

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
  if (generators) return plainClass(text, generators);
  return NODES.has(file) ? assignedKind(text) : text;
}

/**
 * Assigns the kind of a node.
 *
 * @param {string} text A module with a class of nodes.
 * @returns {string}
 * @throws {Error} for a class that is written in another way.
 */
export function assignedKind(text) {
  const assigned = text.replace(
    /Object\.defineProperty\(this, NODE_TYPE, \{ value: (\w+) \}\)/u,
    'this[NODE_TYPE] = $1',
  );
  if (assigned === text) throw new Error('The class of nodes does not define its kind');
  return assigned;
}

/**
 * Makes the methods of a class plain functions.
 *
 * @param {string} text A module with that class.
 * @param {Generators} generators
 * @returns {string}
 * @throws {Error} for a class that is written in another way.
 */
export function plainClass(text, { name, asked }) {
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
  const missing = [...asked].filter((method) => !done.has(method));
  if (missing.length > 0) throw new Error(`The class ${name} has no generators ${missing.join(', ')}`);
  return ts.createPrinter().printFile(/** @type {ts.SourceFile} */ (transformed[0]));

  /** @param {ts.Node} member @param {ts.TransformationContext} context @returns {ts.Node | ts.Node[]} */
  function plainMember(member, context) {
    if (!ts.isMethodDeclaration(member) || !member.asteriskToken || !ts.isIdentifier(member.name))
      return member;
    const method = member.name.text;
    done.add(method);
    const body = ts.visitEachChild(member, (node) => plainNode(node, context), context);
    if (!asked.has(method)) return withBody(body, method, body.body);
    const inner = innerName(method);
    return [withBody(body, method, giving(inner, body.parameters)), withBody(body, inner, body.body)];
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
    return plainNode(calledInside(node.expression), context);
  }

  /** Whom a method hands on to: of those that give a list, what fills it. @param {ts.Expression} call */
  function calledInside(call) {
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return call;
    const { expression: callee, name: method } = call.expression;
    if (!asked.has(method.text)) return call;
    const inner = factory.createPropertyAccessExpression(callee, innerName(method.text));
    return factory.updateCallExpression(call, inner, undefined, call.arguments);
  }
}

/** What fills the list that a method gives. @param {string} method */
function innerName(method) {
  return `${method}Tokens`;
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
