import { createRequire, wrap } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { protocolModules, toModule } from '../../scripts/lib/protocol-modules.mjs';

const ROOT = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** A module as it is bundled, with the libraries as ES modules or as they are. */
async function bundled(contents: string, areModules: boolean): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(ROOT, 'client') },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // As TypeScript's settings have it for our own files.
    banner: { js: '"use strict";' },
    external: ['vscode'],
    plugins: areModules ? [protocolModules] : [],
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

type Exports = Readonly<Record<string, unknown>>;

async function exportsOf(library: string, areModules: boolean): Promise<Exports> {
  const text = await bundled(`export * from '${library}';`, areModules);
  const module: { readonly exports: Exports } = { exports: {} };
  const body = runInThisContext(wrap(text)) as (...given: unknown[]) => void;
  const required = (name: string): unknown => (name === 'vscode' ? editorFor(text) : require(name));
  body(module.exports, required, module);
  return module.exports;
}

class Anything {
  readonly isAnything = true;
}

/** Stands for whatever the editor gives: a class, and of whatever is asked of it the same holds. */
const anything: object = new Proxy(Anything, {
  get: (target, name): unknown => (name === 'prototype' ? target.prototype : anything),
});

/** Has what a program may ask of the editor. */
function editorFor(text: string) {
  const names = Array.from(text.matchAll(/\b\w+\.([A-Z]\w*)/gu), ([, name]) => name ?? '');
  return Object.fromEntries(names.map((name) => [name, anything]));
}

/** What can be told of a value from outside: its kind, its properties, and theirs. */
function shapeOf(value: unknown, above: readonly unknown[] = []): unknown {
  if (value === anything || above.includes(value)) return 'seen';
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value;
  const names = Object.getOwnPropertyNames(value).filter((name) => name !== 'name');
  const shapes = names.sort().map((name): [string, unknown] => {
    const property: { value?: unknown } | undefined = Object.getOwnPropertyDescriptor(value, name);
    return [name, property && 'value' in property ? shapeOf(property.value, [...above, value]) : 'asked for'];
  });
  return [typeof value, Object.fromEntries(shapes)];
}

describe('libraries of the protocol as ES modules', () => {
  it.each([
    ['vscode-jsonrpc/node', []],
    ['vscode-languageserver-types', []],
    ['vscode-languageserver-protocol/node', ['createMessageConnection']],
    ['vscode-languageserver/node', ['createProtocolConnection', 'createMessageConnection']],
    ['vscode-languageclient/node', ['createProtocolConnection', 'createMessageConnection']],
  ])('export what %s exports, but for what two of its files export', async (library, ambiguous) => {
    const [original, modules] = await Promise.all([exportsOf(library, false), exportsOf(library, true)]);
    const names = Object.keys(original).filter((name) => name !== 'default');
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => !(name in modules))).toEqual(ambiguous);
    for (const name of Object.keys(modules)) {
      expect([name, shapeOf(modules[name])]).toEqual([name, shapeOf(original[name])]);
    }
  });

  it.each([
    "export { createMessageConnection } from 'vscode-languageserver/node';",
    "import * as library from 'vscode-languageserver/node'; console.log(library.createMessageConnection);",
  ])('stop the build where that is imported: %s', async (text) => {
    await expect(bundled(text, true)).rejects.toThrow('multiple matching exports');
  });

  it('stop the build where a module is called', async () => {
    const text = "import * as parse from 'semver/functions/parse'; parse('1.0.0');";
    await expect(bundled(text, true)).rejects.toThrow('import namespace object');
  });

  it('leave out namespaces that nobody uses', async () => {
    const text = await bundled("export { MarkupKind } from 'vscode-languageserver/node';", true);
    expect(text).toMatch(/MarkupKind\w*\.PlainText =/u);
    expect(text).not.toContain('SymbolTag.Deprecated =');
  });

  it.each([
    ['module.exports = class {};', 'exports = class {}'],
    ['if (true) exports.late = 1;', 'exports.late = 1'],
    [
      'Object.defineProperty(exports, "a", { enumerable: true, get: function () { return b.a; } });',
      'where b comes from',
    ],
  ])('are not made of %s', (text, told) => {
    expect(() => toModule(text)).toThrow(told);
  });
});
