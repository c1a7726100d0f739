import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipEntries } from './zip-entries.ts';

const root = path.resolve(import.meta.dirname, '../..');
const inRoot = (file: string) => path.join(root, file);

/** What the package holds, and nothing else. */
const SHIPPED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/client.js',
  'dist/client.main.js',
  'dist/rule-pages.js',
  'dist/server.js',
  'dist/server.main.js',
  'dist/sts.js',
  'images/icon.png',
  'package.json',
  'schemas/config.schema.json',
  'snippets/aws-config.json',
  'syntaxes/aws-config.language-configuration.json',
  'syntaxes/aws-config.tmLanguage.json',
];

const MAX_PACKAGE = 700_000;

const LANGUAGE_SERVER_PROTOCOL = [
  'vscode-jsonrpc',
  'vscode-languageserver-protocol',
  'vscode-languageserver-textdocument',
  'vscode-languageserver-types',
];

/** Every library that ships in a bundle: one more is a decision, not an accident of an import. */
const LIBRARIES = {
  client: [],
  server: [],
  cli: [],
  'client.main': [
    ...LANGUAGE_SERVER_PROTOCOL,
    'balanced-match',
    'brace-expansion',
    'fastest-levenshtein',
    'ini',
    'minimatch',
    'semver',
    'shlex',
    'vscode-languageclient',
  ],
  'server.main': [
    ...LANGUAGE_SERVER_PROTOCOL,
    'dotenv',
    'fastest-levenshtein',
    'ignore',
    'ini',
    'vscode-languageserver',
    'yaml',
  ],
  'cli.main': ['diff', 'dotenv', 'fastest-levenshtein', 'ignore', 'ini', 'shlex', 'yaml'],
  'rule-pages': [],
};

const BUNDLES = [...Object.keys(LIBRARIES), 'sts'];

beforeAll(() => {
  const built = BUNDLES.every((name) => existsSync(inRoot(`dist/${name}.js`)));
  if (!built) execFileSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
});

describe('package', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyless-vsix-'));
  const vsix = path.join(folder, 'keyless.vsix');

  // vsce walks the whole tree, the dependencies of the tests included.
  beforeAll(async () => {
    await createVSIX({ cwd: root, packagePath: vsix, dependencies: false, rewriteRelativeLinks: false });
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds the files on the list and what every package has, and nothing else', () => {
    const entries = zipEntries(readFileSync(vsix));
    // vsce renames the three texts that the Marketplace looks for.
    const names: Readonly<Record<string, string>> = {
      'CHANGELOG.md': 'changelog.md',
      LICENSE: 'LICENSE.txt',
      'README.md': 'readme.md',
    };
    const expected = SHIPPED.map((file) => `extension/${names[file] ?? file}`);
    expect([...entries].sort()).toEqual(
      [...expected, '[Content_Types].xml', 'extension.vsixmanifest'].sort(),
    );
  });

  it('is no larger than 700 KB', () => {
    expect(statSync(vsix).size).toBeLessThanOrEqual(MAX_PACKAGE);
  });
});

describe('bundles', () => {
  interface Inputs {
    readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
  }
  const metaOf = (name: string): Readonly<Record<string, Inputs>> => {
    const meta = JSON.parse(readFileSync(inRoot(`.cache/bundles/${name}.json`), 'utf8')) as {
      readonly outputs: Readonly<Record<string, Inputs>>;
    };
    return meta.outputs;
  };
  const inputsOf = (name: string) => metaOf(name)[`dist/${name}.js`]!.inputs;

  it.each(Object.entries(LIBRARIES))(
    '%s holds its libraries and nothing else, least of all the AWS SDK',
    (name, libraries) => {
      const found = Object.entries(inputsOf(name))
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([input]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(input)?.[1])
        .filter((library) => library !== undefined);
      expect([...new Set(found)].sort()).toEqual([...libraries].sort());
    },
  );

  it('rule-pages alone holds the pages of the rules', () => {
    const pages = (name: string) => Object.keys(inputsOf(name)).filter((input) => input.endsWith('.md'));
    expect(pages('rule-pages')).toContain('docs/rules/static-session-key.md');
    expect([...pages('client.main'), ...pages('server.main'), ...pages('cli.main')]).toEqual([]);
  });

  it('sts holds the AWS SDK', () => {
    expect(Object.keys(inputsOf('sts')).join()).toContain('node_modules/@aws-sdk/client-sts/');
  });

  it.each(['server', 'cli'])('%s can be run as it is', (name) => {
    expect(readFileSync(inRoot(`dist/${name}.js`), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/u);
    if (process.platform !== 'win32') expect(statSync(inRoot(`dist/${name}.js`)).mode & 0o111).toBe(0o111);
  });

  it('are ASCII, as their starters read them, and as V8 keeps them in half the room', () => {
    for (const name of BUNDLES) {
      expect(readFileSync(inRoot(`dist/${name}.js`), 'utf8')).not.toMatch(/[^\0-\x7f]/u);
    }
  });

  it('say nothing of the machine that made them', () => {
    for (const name of BUNDLES) {
      expect(readFileSync(inRoot(`dist/${name}.js`), 'utf8')).not.toContain(root);
    }
  });
});

describe('icon', () => {
  it('is a PNG of 256 by 256 and small', () => {
    const icon = readFileSync(inRoot('images/icon.png'));
    expect(icon.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([256, 256]);
    expect(icon.length).toBeLessThan(20_000);
  });
});
