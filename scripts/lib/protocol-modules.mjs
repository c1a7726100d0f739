/**
 * The libraries of the Language Server Protocol as ES modules. They come as CommonJS, of which esbuild keeps all of every
 * file, and copies hundreds of names from each into the next. Of ES modules it keeps what is used: of these, half.
 *
 * What TypeScript makes of an ES module is made one again, statement by statement. What it is not known to make stops the
 * build.
 */
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { sep } from 'node:path';
import ts from 'typescript';

const LIBRARIES = [
  'vscode-jsonrpc',
  'vscode-languageserver-types',
  'vscode-languageserver-protocol',
  'vscode-languageserver',
  'vscode-languageclient',
];

/**
 * What esbuild only warns of, and what fails when it runs: a name that two modules give, of which `export *` of CommonJS
 * takes the first and of ES modules neither; and a module that is called, which one of ES cannot be.
 */
const BROKEN = new Set(['import-is-undefined', 'call-import-namespace']);

/** @type {import('esbuild').Plugin} */
export const protocolModules = {
  name: 'protocol-modules',
  setup(build) {
    build.onLoad(
      { filter: new RegExp(`[\\\\/]node_modules[\\\\/](?:${LIBRARIES.join('|')})[\\\\/]lib[\\\\/].*\\.js$`) },
      async ({ path }) => {
        try {
          return { contents: toModule(await readFile(path, 'utf8')) };
        } catch (error) {
          throw new Error(`${path.split(sep).join('/')}: ${/** @type {Error} */ (error).message}`, {
            cause: error,
          });
        }
      },
    );
    build.onEnd(({ warnings }) => ({ errors: warnings.filter(({ id }) => BROKEN.has(id)) }));
  },
};

/** What a file has told so far. */
class Names {
  /** By name, the module that it stands for. @type {Map<string, string>} */
  modules = new Map();
  /** Those of values that have no name but `exports.name`. @type {Set<string>} */
  values = new Set();
  /** @type {Set<string>} */
  #exported = new Set();

  /** An export, unless there is one of this name: a namespace that adds to another is exported again. @param {string} name @param {string} as */
  exporting(name, as) {
    if (this.#exported.has(as)) return '';
    this.#exported.add(as);
    return name === as ? `export { ${name} };` : `export { ${name} as ${as} };`;
  }
}

/**
 * The statements of TypeScript's that are written anew, each with what it becomes. All others stay.
 *
 * @type {readonly (readonly [RegExp, (names: Names, ...groups: string[]) => string])[]}
 */
const STATEMENTS = [
  [/^"use strict";$/u, () => ''],
  [/^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$/u, () => ''],
  [/^var __(?:createBinding|setModuleDefault|importStar|importDefault|exportStar) = /u, () => ''],
  [/^(?:exports\.\w+ = )+void 0;$/u, () => ''],
  [
    /^(?:const|var) (\w+) = (?:__import(Star|Default)\()?require\("([^"]+)"\)\)?;$/u,
    (names, name, helper, module) => {
      // Node's own stay outside of the bundle, and what a foreign module exports may be a function that is called.
      if (isBuiltin(module) || !(helper || isLibrary(module))) return `const ${name} = require("${module}");`;
      names.modules.set(name, module);
      return `import * as ${name} from "${module}";`;
    },
  ],
  [/^__exportStar\(require\("([^"]+)"\), exports\);$/u, (_, module) => `export * from "${module}";`],
  [
    /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/u,
    (names, as, from, name) => `export { ${name} as ${as} } from "${known(names, from)}";`,
  ],
  [/^exports\.(\w+) = (\w+);$/u, (names, as, name) => names.exporting(name, as)],
  [
    /^exports\.(\w+) = ([^]+);$/u,
    (names, name, value) => {
      names.values.add(name);
      return `const ${name} = ${value};\n${names.exporting(name, name)}`;
    },
  ],
  // A namespace. One that nobody uses can be left out: to make it has no other effect.
  [
    /^(export )?var (\w+);\s*\(function \(\2\) \{([^]*)\}\)\(\2 \|\| \((?:(exports\.)\2 = )?\2 = \{\}\)\);$/u,
    (names, exportedThere, name, body, exported) =>
      `var ${name} = /* @__PURE__ */ (function (${name}) {${body}return ${name}; })({});\n` +
      (exportedThere || exported ? names.exporting(name, name) : ''),
  ],
  // One that adds to a class, a function or another namespace of its name.
  [
    /^\(function \((\w+)\) \{([^]*)\}\)\(\1 \|\| \((?:(exports\.)\1 = )?\1 = \{\}\)\);$/u,
    (names, name, body, exported) =>
      `(function (${name}) {${body}})(${name});\n${exported ? names.exporting(name, name) : ''}`,
  ],
];

/**
 * Makes an ES module.
 *
 * @param {string} text A CommonJS module that TypeScript has made, or an ES module, of which only the namespaces change.
 * @returns {string}
 * @throws {Error} for what TypeScript is not known to make.
 */
export function toModule(text) {
  const names = new Names();
  const written = statementsOf(text).map((statement) => {
    for (const [pattern, become] of STATEMENTS) {
      const match = pattern.exec(statement);
      if (match) return become(names, ...match.slice(1));
    }
    return statement;
  });
  const module = written
    .join('\n')
    .replaceAll(/\bexports\.(\w+)/gu, (asWritten, name) => (names.values.has(name) ? name : asWritten));
  const left = /(?<![\w.])(?:module\.)?exports\b[^;\n]*/u.exec(module);
  if (left) throw new Error(`protocol-modules does not know ${left[0]}`);
  return module;
}

/** Without comments before them; the name of a namespace goes with the function that makes it. @param {string} text */
function statementsOf(text) {
  const { statements } = ts.createSourceFile('library.js', text, ts.ScriptTarget.ESNext, true);
  /** @type {string[]} */
  const texts = [];
  for (const statement of statements) {
    const own = statement.getText();
    const name = /^(?:export )?var (\w+);$/u.exec(texts.at(-1) ?? '')?.[1];
    if (name && own.startsWith(`(function (${name}) {`)) texts.push(`${texts.pop()}\n${own}`);
    else texts.push(own);
  }
  return texts;
}

/** @param {string} module */
function isLibrary(module) {
  return module.startsWith('.') || LIBRARIES.some((library) => `${module}/`.startsWith(`${library}/`));
}

/** @param {Names} names @param {string} name */
function known({ modules }, name) {
  const module = modules.get(name);
  if (module === undefined) throw new Error(`protocol-modules does not know where ${name} comes from`);
  return module;
}
