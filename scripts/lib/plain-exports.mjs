import { readFile } from 'node:fs/promises';

/**
 * The libraries of the Language Server Protocol hand on some 450 names through four modules, and esbuild copies all of them
 * into the file that imports some. Each time a getter is defined for each name, as for values that may still change. None
 * of them does, so TypeScript's helper assigns them instead, and `lsp.ts` takes those that it names. That is a twentieth of
 * what passes until the server answers. A file that exports in another way stops the build.
 *
 * @type {import('esbuild').Plugin}
 */
export const plainExports = {
  name: 'plain-exports',
  setup(build) {
    const byGetters =
      'for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);';
    const byAssignment = 'for (const name in m) if (!(name in exports)) exports[name] = m[name];';
    const library = /[\\/]vscode-(?:languageserver|languageserver-protocol|jsonrpc)[\\/]lib[\\/].*\.js$/;
    build.onLoad({ filter: library }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const handsOn = text.includes('var __exportStar');
      return { contents: handsOn ? changed(file, text, text.replace(byGetters, byAssignment)) : text };
    });
    build.onLoad({ filter: /[\\/]server[\\/]src[\\/]lsp\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = changed(file, text, text.replace(/export \{([^}]*)\} from ('[^']+');/, asValues));
      return { contents, loader: 'ts' };
    });
  },
};

/** @param {string} file @param {string} before @param {string} after */
function changed(file, before, after) {
  if (after === before) throw new Error(`${file} exports in a way that plain-exports does not know`);
  return after;
}

/** @param {string} _ @param {string} names @param {string} library */
function asValues(_, names, library) {
  const values = (names.match(/\w+/gu) ?? []).map((name) => `export const ${name} = library.${name};`);
  return [`const library = require(${library});`, ...values].join('\n');
}
